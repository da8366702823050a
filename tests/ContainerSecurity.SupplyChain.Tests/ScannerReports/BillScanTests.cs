using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.ScannerReports;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>Bills of materials among what is scanned: matched with advisories, and with the flaws that they tell of themselves.</summary>
public class BillScanTests
{
    private const string Bill = """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6",
          "metadata": {"component": {"type": "application", "name": "shop", "bom-ref": "root"}},
          "components": [
            {"type": "library", "name": "lodash", "version": "4.17.20", "bom-ref": "a", "purl": "pkg:npm/lodash@4.17.20"},
            {"type": "library", "name": "left-pad", "version": "1.0.0", "bom-ref": "b", "purl": "pkg:npm/left-pad@1.0.0", "licenses": [{"license": {"id": "WTFPL"}}]}
          ]
        }
        """;

    private const string Spdx = """
        {
          "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "shop",
          "packages": [
            {"SPDXID": "SPDXRef-1", "name": "left-pad", "versionInfo": "1.0.0",
             "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:npm/left-pad@1.0.0"}]},
            {"SPDXID": "SPDXRef-2", "name": "lodash", "versionInfo": "4.17.20",
             "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:npm/lodash@4.17.20"}]}
          ]
        }
        """;

    private static readonly Advisory Known = new("GHSA-aaaa-bbbb-cccc")
    {
        Aliases = ["CVE-2024-5"],
        Affected =
        [
            new AffectedPackage(AdvisoryEcosystem.Parse("npm"), "lodash")
            {
                Ranges = [new AffectedRange(true, [new RangeEvent(RangeEventKind.Introduced, "0"), new RangeEvent(RangeEventKind.Fixed, "4.17.21")])],
            },
        ],
    };

    private static PackageReportOptions With(params Advisory[] advisories) =>
        new() { Scanner = new VulnerabilityScanner(new AdvisoryFeed(advisories, null, null, [])) };

    private static string WithFlaws(string flaws) => Bill.TrimEnd()[..^1] + $", \"vulnerabilities\": [{flaws}]}}";

    [TestCase(Bill, 5)]
    [TestCase(Spdx, 6)]
    public void Package_with_a_flaw_is_found_where_it_is_written(string bill, int line)
    {
        Vulnerability flaw = Reports.ReportOf(bill, options: With(Known)).Vulnerabilities.Single();

        Assert.That((flaw.Id, flaw.Package, flaw.FixedIn), Is.EqualTo(("CVE-2024-5", "lodash", "4.17.21")));
        Assert.That(flaw.Location!.Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Bill_without_advisories_is_not_evaluated()
    {
        PackageReport report = Reports.ReportOf(Bill);

        Assert.That(report.IsCompared, Is.False);
        Assert.That(report.Unknown.Single(), Does.Contain("2 packages").And.Contain("--advisories"));
    }

    [Test]
    public void Bill_that_was_come_upon_without_advisories_is_said_and_no_more()
    {
        var passed = new List<AdvisoryNote>();
        var reader = new SourceReader(new SourceReaderOptions { Formats = [new PackageReportFormat(new PackageReportOptions { OnPassedOver = passed.Add })] });
        SourceContent content = reader.Read(new Source("bom.json", () => new MemoryStream(Encoding.UTF8.GetBytes(Bill))) { IsFound = true });

        Assert.That(((PackageReport)content.Resources.Single()).Unknown, Is.Empty);
        Assert.That(passed.Single().Message, Does.Contain("compared with no advisories"));
    }

    [Test]
    public void Empty_list_of_flaws_says_nothing() => Assert.That(Reports.ReportOf(WithFlaws("")).IsCompared, Is.False);

    [Test]
    public void Flaw_that_the_bill_tells_of_itself_counts()
    {
        string bill = WithFlaws("""
            {"id": "CVE-2024-7", "source": {"name": "ghsa"}, "references": [{"id": "GHSA-1111-2222-3333"}],
             "ratings": [{"source": {"name": "nvd"}, "severity": "critical"}, {"source": {"name": "ghsa"}, "severity": "low"}],
             "recommendation": "Upgrade left-pad to version 1.0.1", "affects": [{"ref": "b"}]}
            """);
        Vulnerability flaw = Reports.Only(bill);

        Assert.Multiple(() =>
        {
            Assert.That((flaw.Id, flaw.Package, flaw.Installed, flaw.FixedIn), Is.EqualTo(("CVE-2024-7", "left-pad", "1.0.0", "1.0.1")));
            Assert.That((flaw.Severity, flaw.SeveritySource), Is.EqualTo((VulnerabilitySeverity.Low, "ghsa")));
            Assert.That(flaw.Aliases, Is.EqualTo(new[] { "GHSA-1111-2222-3333" }));
            Assert.That(flaw.Location!.Path, Is.EqualTo("vulnerabilities[0].id"));
        });
    }

    [TestCase("resolved", 0)]
    [TestCase("resolved_with_pedigree", 0)]
    [TestCase("false_positive", 0)]
    [TestCase("not_affected", 0)]
    [TestCase("exploitable", 1)]
    [TestCase("in_triage", 1)]
    public void Analysis_is_respected(string state, int expected) =>
        Assert.That(Reports.ReportOf(WithFlaws($$$"""{"id": "CVE-2024-7", "analysis": {"state": "{{{state}}}"}, "affects": [{"ref": "b"}]}""")).Vulnerabilities, Has.Count.EqualTo(expected));

    [TestCase("""[{"version": "1.0.0", "status": "unaffected"}]""", 0)]
    [TestCase("""[{"version": "1.0.0", "status": "affected"}]""", 1)]
    [TestCase("""[{"range": "vers:npm/<2.0.0", "status": "unaffected"}]""", 1)]
    public void Version_that_is_not_affected_is_none(string versions, int expected) =>
        Assert.That(Reports.ReportOf(WithFlaws($$"""{"id": "CVE-2024-7", "affects": [{"ref": "b", "versions": {{versions}}}]}""")).Vulnerabilities, Has.Count.EqualTo(expected));

    [TestCase("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#b", "left-pad")]
    [TestCase("pkg:npm/other@2.0.0", "other")]
    [TestCase("nobody", "nobody")]
    public void What_is_affected_is_found_by_its_reference(string reference, string package) =>
        Assert.That(Reports.Only(WithFlaws($$"""{"id": "CVE-2024-7", "affects": [{"ref": "{{reference}}"}]}""")).Package, Is.EqualTo(package));

    [Test]
    public void Flaw_that_advisories_and_the_bill_tell_of_is_one() =>
        Assert.That(Reports.ReportOf(WithFlaws("""{"id": "GHSA-aaaa-bbbb-cccc", "affects": [{"ref": "a"}]}"""), options: With(Known)).Vulnerabilities.Single().Id, Is.EqualTo("CVE-2024-5"));

    [Test]
    public void Statement_settles_a_flaw_of_a_report()
    {
        VexReading reading = VexReader.Read(Encoding.UTF8.GetBytes("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "author": "us", "timestamp": "2026-01-01T00:00:00Z", "statements": [
              {"vulnerability": {"name": "CVE-2024-7"}, "products": [{"@id": "pkg:npm/left-pad"}], "status": "not_affected", "justification": "component_not_present"}]}
            """), "vex.json");

        Assert.That(
            Reports.ReportOf(WithFlaws("""{"id": "CVE-2024-7", "affects": [{"ref": "a"}, {"ref": "b"}]}"""), options: new PackageReportOptions { Statements = new VexBook(reading.Statements) })
                .Vulnerabilities.Select(v => v.Package),
            Is.EqualTo(new[] { "lodash" }));
    }

    [Test]
    public void Bill_within_a_signed_statement_is_read()
    {
        string statement = $$"""{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://cyclonedx.org/bom", "predicate": {{Bill}}}""";
        string envelope = $$"""{"payloadType": "application/vnd.in-toto+json", "payload": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(statement))}}", "signatures": []}""";

        Assert.That(Reports.ReportOf(statement, options: With(Known)).Vulnerabilities.Single().Location!.Span.Line, Is.EqualTo(5));
        Assert.That(Reports.ReportOf(envelope, options: With(Known)).Vulnerabilities.Single().Id, Is.EqualTo("CVE-2024-5"));
        Assert.That(Reports.ReportOf(envelope + "\n", "bom.intoto.jsonl", With(Known)).Identity.Name, Is.EqualTo("shop"));
    }

    [Test]
    public void Statement_about_something_else_is_none_of_ours()
    {
        SourceContent content = Reports.Read("""{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "predicate": {"buildDefinition": {}}}""");

        Assert.That(content.Resources, Is.Empty);
        Assert.That(content.Errors.Single().Message, Does.Contain("neither CycloneDX nor SPDX"));
    }

    [Test]
    public void Broken_bill_is_an_error_with_its_place_and_its_beginning_is_compared()
    {
        SourceContent content = Reports.Read(Bill[..Bill.IndexOf("\"licenses\"", StringComparison.Ordinal)], options: With(Known));

        Assert.That(content.Errors.Single().Span.Line, Is.EqualTo(6));
        Assert.That(((PackageReport)content.Resources.Single()).Vulnerabilities.Single().Id, Is.EqualTo("CVE-2024-5"));
    }

    [Test]
    public void Bill_without_packages_is_no_pass() =>
        Assert.That(Reports.ReportOf("""{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}""", options: With(Known)).Unknown.Single(), Does.Contain("names no package"));

    [TestCase("""{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}}""")]
    [TestCase("""{"matches": []}""")]
    [TestCase("""{"runs": 3}""")]
    [TestCase("[]")]
    [TestCase("")]
    public void Anything_else_is_left_to_others(string text) =>
        Assert.That(new PackageReportFormat().CanRead(Data(text)), Is.False);

    private static SourceData Data(string text)
    {
        var spy = new Spy();
        new SourceReader(new SourceReaderOptions { Formats = [spy] }).Read(text, "x.json");
        return spy.Data!;
    }

    private sealed class Spy : ISourceFormat
    {
        public SourceData? Data { get; private set; }

        public bool CanRead(SourceData source)
        {
            Data = source;
            return true;
        }

        public SourceContent Read(SourceData source) => new(source.Name, [], []);
    }
}
