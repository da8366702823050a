using System.Text;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

public sealed class SbomReaderTests
{
    private const string Small = """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","purl":"pkg:npm/a@1.0.0"}]}""";

    [TestCase("{\n  \"bomFormat\": \"CycloneDX\",\n  \"é\": x }", 3, 8)]
    [TestCase("", 1, 1)]
    [TestCase("{", 1, 2)]
    public void Wrong_JSON_is_an_error_with_its_place(string text, int line, int column)
    {
        SbomReading reading = Samples.Read(text);

        Assert.That(reading.Inventory, Is.Null);
        Assert.That((reading.Error!.Span.Line, reading.Error.Span.Column), Is.EqualTo((line, column)));
        Assert.That(reading.Error.ToString(), Does.StartWith($"bill.json:{line}:{column}: The bill is no valid JSON"));
    }

    [TestCase("{}", "neither CycloneDX nor SPDX")]
    [TestCase("[]", "neither CycloneDX nor SPDX")]
    [TestCase("""{"spdxVersion":"SPDX-3.0"}""", "only SPDX 2")]
    [TestCase("SPDXVersion: SPDX-2.2\n", "convert it to JSON")]
    [TestCase("<bom/>", "convert it to JSON")]
    [TestCase("""{"payloadType":"x","payload":"%%%"}""", "no base64")]
    [TestCase("""{"payloadType":"x","payload":"e30="}""", "neither CycloneDX nor SPDX")]
    [TestCase("""{"payloadType":"x","payload":"ew=="}""", "what it wraps is no valid JSON")]
    public void What_is_no_bill_is_an_error(string text, string said)
    {
        Assert.That(Samples.Read(text).Error!.Message, Does.Contain(said));
    }

    [Test]
    public void A_bill_cut_off_anywhere_is_an_error()
    {
        foreach (SbomFormat format in Enum.GetValues<SbomFormat>())
        {
            byte[] bill = Samples.Write(Samples.Image, format);
            for (int length = 0; length < bill.Length - 1; length += 7)
                Assert.That(SbomReader.Read(bill.AsMemory(0, length), "x").Error, Is.Not.Null);
        }
    }

    [Test]
    public void A_bill_with_any_byte_changed_is_no_reason_to_fall()
    {
        var random = new Random(21);
        foreach (SbomFormat format in Enum.GetValues<SbomFormat>())
        {
            byte[] original = Samples.Write(Samples.Image, format);
            for (int i = 0; i < 1000; i++)
            {
                byte[] bill = [.. original];
                bill[random.Next(bill.Length)] = (byte)random.Next(256);
                Assert.That(() => SbomReader.Read(bill, "x"), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Packages_that_depend_on_each_other_in_a_circle_are_read_once()
    {
        SbomReading cycloneDx = Samples.Read("""
            {"bomFormat":"CycloneDX","components":[
              {"type":"library","bom-ref":"a","name":"a","purl":"pkg:npm/a@1"},
              {"type":"library","bom-ref":"b","name":"b","purl":"pkg:npm/b@1"}],
             "dependencies":[{"ref":"a","dependsOn":["b"]},{"ref":"b","dependsOn":["a","b"]}]}
            """);
        SbomReading spdx = Samples.Read("""
            {"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"SPDXRef-a","name":"a","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}],
             "relationships":[{"spdxElementId":"SPDXRef-a","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-a"}]}
            """);

        Assert.That(cycloneDx.Inventory!.Packages, Has.Count.EqualTo(2));
        Assert.That(spdx.Inventory!.Packages, Has.Count.EqualTo(1));
    }

    [Test]
    public void Components_within_components_are_read_so_deep_as_JSON_may_nest()
    {
        string Nested(int depth) => """{"bomFormat":"CycloneDX","components":["""
            + string.Concat(Enumerable.Repeat("""{"type":"library","name":"a","purl":"pkg:npm/a@1","components":[""", depth))
            + string.Concat(Enumerable.Repeat("]}", depth)) + "]}";

        Assert.That(Samples.Read(Nested(100)).Inventory!.Packages, Has.Count.EqualTo(100));
        Assert.That(Samples.Read(Nested(100_000)).Error!.Message, Does.Contain("depth"));
    }

    [Test]
    public void A_bill_has_so_many_bytes_and_packages_and_no_more()
    {
        Assert.That(Samples.Read(Small, options: new InventoryOptions { MaxFileBytes = Small.Length - 1 }).Error!.Message, Does.Contain("larger"));
        Assert.That(Samples.Read(Small, options: new InventoryOptions { MaxFileBytes = Small.Length, MaxPackages = 1 }).Error, Is.Null);
        Assert.That(Samples.Read(Small, options: new InventoryOptions { MaxPackages = 0 }).Error!.Message, Does.Contain("more than 0 packages"));
    }

    [Test]
    public void A_bill_is_wrapped_so_often_and_no_more()
    {
        string Wrapped(int times)
        {
            string text = Small;
            for (int i = 0; i < times; i++)
                text = $$"""{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://cyclonedx.org/bom","predicate":{{text}}}""";
            return text;
        }

        Assert.That(Samples.Read(Wrapped(SbomEnvelope.MaxDepth)).Error, Is.Null);
        Assert.That(Samples.Read(Wrapped(SbomEnvelope.MaxDepth + 1)).Error!.Message, Does.Contain("wrapped"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_bill_in_an_envelope_is_read_and_that_nobody_checked_the_signature_is_said(bool isUrlAlphabet)
    {
        string statement = $$"""{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://cyclonedx.org/bom","predicate":{{Small}},"x":"???>>>"}""";
        string payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(statement));
        if (isUrlAlphabet)
            payload = payload.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        string envelope = $$"""{"payloadType":"application/vnd.in-toto+json","payload":"{{payload}}","signatures":[]}""";

        foreach (string text in (string[])[envelope, $$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{{envelope}}}"""])
        {
            SbomReading reading = Samples.Read(text);

            Assert.That(reading.Inventory!.Packages.Single().Url.ToString(), Is.EqualTo("pkg:npm/a@1.0.0"));
            Assert.That(reading.Inventory.Notes.Single().Message, Does.Contain("signatures were not checked"));
        }
    }

    [TestCase("{\"bomFormat\":\"CycloneDX\"}")]
    [TestCase("\"{\\\"bomFormat\\\":\\\"CycloneDX\\\"}\"")]
    public void An_older_predicate_of_cosign_holds_the_bill_as_data(string data)
    {
        Assert.That(Samples.Read("{\"_type\":\"x\",\"predicate\":{\"Data\":" + data + "}}").Format, Is.EqualTo(SbomFormat.CycloneDx));
    }

    [Test]
    public void Of_lines_of_JSON_the_first_bill_is_read_and_the_others_are_said()
    {
        SbomReading reading = Samples.Read($"\n{{}}\n{Small}\n{Small}\n", "a.intoto.jsonl");

        Assert.That(reading.Inventory!.Packages, Has.Count.EqualTo(1));
        Assert.That(reading.Inventory.Notes.Select(n => n.Message), Has.Some.Contains("1 more bills").And.Some.StartsWith("Line 2 "));
        Assert.That(Samples.Read("{}\n{ x", "a.jsonl").Error!.Message, Does.Contain("neither"));
        Assert.That(Samples.Read("", "a.jsonl").Error!.Message, Does.Contain("no bill"));
    }

    [Test]
    public void A_component_without_a_package_URL_is_said()
    {
        SbomReading reading = Samples.Read("""
            {"bomFormat":"CycloneDX","components":[
              {"type":"library","name":"nameless"},{"type":"library","name":"b","purl":"no url"},{"type":"file","name":"f"}]}
            """);

        Assert.That(reading.Inventory!.Packages, Is.Empty);
        Assert.That(reading.Inventory.Notes.Select(n => n.Message), Has.Exactly(1).Contains("'nameless'").And.Exactly(1).Contains("'no url'"));
        Assert.That(reading.Inventory.Notes, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_bill_gets_so_many_notes_and_no_more()
    {
        string nameless = string.Join(',', Enumerable.Repeat("""{"type":"library","name":"x"}""", 5000));
        IReadOnlyList<InventoryNote> notes = Samples.Read("{\"bomFormat\":\"CycloneDX\",\"components\":[" + nameless + "]}").Inventory!.Notes;

        Assert.That(notes, Has.Count.EqualTo(1001));
        Assert.That(notes[^1].Message, Does.Contain("4000 more"));
    }

    [Test]
    public void The_source_package_is_found_where_others_write_it()
    {
        InstalledPackage Read(string url, string properties = "") => Samples.Read(
            $$"""{"bomFormat":"CycloneDX","components":[{"type":"library","name":"x","purl":"{{url}}","properties":[{{properties}}]}]}""")
            .Inventory!.Packages.Single();
        static string Property(string name, string value) => $$"""{"name":"{{name}}","value":"{{value}}"}""";

        InstalledPackage trivy = Read("pkg:rpm/centos/openssl-libs@1.0.2k-16.el7?epoch=1", string.Join(',',
            Property("aquasecurity:trivy:SrcName", "openssl"), Property("aquasecurity:trivy:SrcVersion", "1.0.2k"),
            Property("aquasecurity:trivy:SrcRelease", "16.el7"), Property("aquasecurity:trivy:SrcEpoch", "1"),
            Property("aquasecurity:trivy:LayerDiffID", "sha256:1")));
        InstalledPackage syftRpm = Read("pkg:rpm/redhat/openssl-libs@3.0.7-1.el9?upstream=openssl-3.0.7-2.el9.src.rpm",
            string.Join(',', Property("syft:location:0:path", "/var/lib/rpm/rpmdb.sqlite"), Property("syft:location:0:layerID", "sha256:2")));
        InstalledPackage syftDeb = Read("pkg:deb/debian/libc6@2.36-9?upstream=glibc%402.36-8");

        Assert.That((trivy.SourceName, trivy.SourceVersion, trivy.Version, trivy.Layer),
            Is.EqualTo(("openssl", "1:1.0.2k-16.el7", "1:1.0.2k-16.el7", "sha256:1")));
        Assert.That((syftRpm.SourceName, syftRpm.SourceVersion, syftRpm.File, syftRpm.Layer),
            Is.EqualTo(("openssl", "3.0.7-2.el9", "var/lib/rpm/rpmdb.sqlite", "sha256:2")));
        Assert.That((syftDeb.SourceName, syftDeb.SourceVersion, syftDeb.IsFromDistribution),
            Is.EqualTo(("glibc", "2.36-8", true)));
    }

    [TestCase("centos-7-cyclonedx.json", SbomFormat.CycloneDx, 2, "centos 7.6.1810")]
    [TestCase("centos-7-cyclonedx.intoto.jsonl", SbomFormat.CycloneDx, 2, "centos 7.6.1810")]
    [TestCase("centos-7-spdx.json", SbomFormat.Spdx, 2, "centos 7.6.1810")]
    [TestCase("fluentd-multiple-lockfiles-cyclonedx.json", SbomFormat.CycloneDx, 3, "debian 10.2")]
    [TestCase("license-cyclonedx.json", SbomFormat.CycloneDx, 3, null)]
    [TestCase("cyclonedx-lhc-vdm-editor.json", SbomFormat.CycloneDx, 43, null)]
    [TestCase("minikube-kbom.json", SbomFormat.CycloneDx, 12, "ubuntu 22.04.2")]
    public void Bills_of_other_makers_are_read(string file, SbomFormat format, int packages, string? release)
    {
        string path = Corpus.Require("vulnerabilities", "sbom", file);
        SbomReading reading = SbomReader.Read(File.ReadAllBytes(path), file);

        Assert.That(reading.Error, Is.Null);
        Assert.That(reading.Format, Is.EqualTo(format));
        Assert.That(reading.Inventory!.Packages, Has.Count.EqualTo(packages), string.Join('\n', reading.Inventory.Packages.Select(Samples.Told)));
        Assert.That(reading.Inventory.Release is { } r ? $"{r.Id} {r.Version}" : null, Is.EqualTo(release));
    }
}
