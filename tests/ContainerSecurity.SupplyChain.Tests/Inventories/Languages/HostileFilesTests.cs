using System.Text;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class HostileFilesTests
{
    private static readonly (string Path, string Text)[] Samples =
    [
        ("a.deps.json", """{"libraries":{"Aé\u00e9/1.0.0":{"type":"package"}}}"""),
        ("packages.lock.json", """{"dependencies":{"net8.0":{"A":{"resolved":"1.0.0"}}}}"""),
        ("project.assets.json", """{"targets":{"net8.0":{"A/1.0.0":{"type":"package"}}}}"""),
        ("Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="A" Version="1.0.0" /></ItemGroup></Project>"""),
        ("a.csproj", """<Project><ItemGroup><PackageReference Include="A" Version="1.0.0" /></ItemGroup></Project>"""),
        ("packages.config", """<packages><package id="A" version="1.0.0" /></packages>"""),
        ("package-lock.json", """{"packages":{"node_modules/a":{"version":"1.0.0"}}}"""),
        ("yarn.lock", "a@^1.0.0:\n  version \"1.0.0\"\n\nb@^1.0.0:\n  version \"1.0.0\"\n"),
        ("x/yarn.lock", "__metadata:\n  version: 8\n\n\"a@npm:^1.0.0\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n"),
        ("pnpm-lock.yaml", "lockfileVersion: '6.0'\npackages:\n  /a@1.0.0:\n    dev: false\n"),
        ("node_modules/a/package.json", """{"name":"a","version":"1.0.0","license":"MIT"}"""),
        ("requirements.txt", "a==1.0.0\nb==2.0.0 \\\n  --hash=sha256:00\n"),
        ("Pipfile.lock", """{"default":{"a":{"version":"==1.0.0"}}}"""),
        ("poetry.lock", "[[package]]\nname = \"a\\u00e9\"\nversion = '''1.0.0'''\nfiles = [{file = \"x\"}, {file = \"y\"}]\n"),
        ("uv.lock", "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = { registry = \"x\" }\n"),
        ("pylock.toml", "[[packages]]\nname = \"a\"\nversion = \"1.0.0\"\n"),
        ("a.dist-info/METADATA", "Name: a\nVersion: 1.0.0\nLicense: MIT\n"),
        ("go.mod", "module a\ngo 1.21\nrequire (\n\tb.example/c v1.0.0\n)\nreplace b.example/c => ./c\n"),
        ("Cargo.lock", "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\n"),
        ("composer.lock", """{"packages":[{"name":"a/b","version":"1.0.0"}]}"""),
        ("vendor/composer/installed.json", """[{"name":"a/b","version":"1.0.0"}]"""),
        ("Gemfile.lock", "GEM\n  specs:\n    a (1.0.0)\n\nPLATFORMS\n  ruby\n"),
        ("specifications/a.gemspec", "Gem::Specification.new do |s|\n  s.name = \"a\"\n  s.version = \"1.0.0\"\nend\n"),
        ("pom.xml",
            "<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>1</version></dependency></dependencies></project>"),
    ];

    [Test]
    public void Every_reader_has_a_sample_here()
    {
        HashSet<IPackageReader> met = [.. Samples.Select(s => LanguageReaders.All.Single(r => r.Accepts(s.Path)))];

        Assert.That(LanguageReaders.All.Where(r => !met.Contains(r)).Select(r => r.GetType().Name), Is.EqualTo(new[] { "JarReader", "ExecutableReader" }));
    }

    [Test]
    public void A_file_that_is_whole_gives_its_package()
    {
        foreach ((string path, string text) in Samples)
            Assert.That(Reading.Of(path, text).Packages, Is.Not.Empty, path);
    }

    [Test]
    public void A_file_cut_off_anywhere_gives_packages_or_a_note()
    {
        foreach ((string path, string text) in Samples)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int length = 0; length < bytes.Length; length++)
            {
                Reading reading = Reading.Of(path, bytes[..length]);
                if (string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes[..length])))
                    continue;
                bool said = reading.Packages.Count > 0 || reading.Notes.Count > 0;
                Assert.That(said || IsOfLines(path), Is.True, $"{path} cut off at {length}");
            }
        }
    }

    [Test]
    public void A_file_with_any_byte_changed_is_no_reason_to_fall()
    {
        var random = new Random(21);
        (string, byte[])[] archives =
        [
            ("a.jar", Archives.Zip(Archives.Artifact("g", "a", "1"), ("b.jar", Archives.Zip(Archives.Manifest("Bundle-Version: 1\n"))))),
        ];
        foreach ((string path, byte[] original) in Samples.Select(s => (s.Path, Encoding.UTF8.GetBytes(s.Text))).Concat(archives))
        {
            for (int i = 0; i < 300; i++)
            {
                byte[] bytes = [.. original];
                for (int changes = random.Next(1, 4); changes > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                Assert.That(() => Reading.Of(path, bytes), Throws.Nothing, path);
            }
        }
    }

    [Test]
    public void A_Java_archive_cut_off_anywhere_gives_a_note()
    {
        byte[] jar = Archives.Zip(Archives.Artifact("g", "a", "1"), ("b.jar", Archives.Zip(Archives.Artifact("g", "b", "1"))));
        for (int length = 0; length < jar.Length; length++)
            Assert.That(Reading.Of("a.jar", jar[..length]).Notes, Is.Not.Empty, $"cut off at {length}");
    }

    [TestCase("package-lock.json", "{\"dependencies\":{\"a\":", "1", "}}")]
    [TestCase("composer.lock", "[", "", "]")]
    public void JSON_that_nests_too_deep_is_said(string path, string open, string middle, string close)
    {
        string Nested(int times) => string.Concat(Enumerable.Repeat(open, times)) + middle + string.Concat(Enumerable.Repeat(close, times));

        Assert.That(Reading.Of(path, Nested(100_000)).Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_lock_file_nests_so_deep_and_no_deeper()
    {
        string Nested(int times) =>
            string.Concat(Enumerable.Repeat("{\"version\":\"1.0.0\",\"dependencies\":{\"a\":", times))
            + "{\"version\":\"1.0.0\"}" + string.Concat(Enumerable.Repeat("}}", times));

        Assert.That(Reading.Of("package-lock.json", Nested(JsonText.MaxDepth / 2 - 1)).Notes, Is.Empty);
        Assert.That(Reading.Of("package-lock.json", Nested(JsonText.MaxDepth / 2 + 1)).Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void JSON_with_too_many_values_is_said_before_it_takes_memory()
    {
        byte[] text = Encoding.ASCII.GetBytes("[" + string.Join(',', Enumerable.Repeat("0", JsonText.MaxTokens)) + "]");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Reading.Of("composer.lock", text).Notes.Single().Message, Does.Contain($"more than {JsonText.MaxTokens} values"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024 * 1024));
    }

    [TestCase("""{"libraries":{"A\ud800/1.0.0":{"type":"package"}}}""")]
    [TestCase("""{"libraries":{"A/1.0.0":{"type":"pack\udc00age"}}}""")]
    public void Half_a_surrogate_pair_is_said(string text)
    {
        Assert.That(Reading.Of("a.deps.json", text).Notes.Single().Message, Does.Contain("no Unicode text"));
    }

    [Test]
    public void XML_with_a_document_type_or_too_deep_is_said()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", XmlText.MaxDepth + 1)) + string.Concat(Enumerable.Repeat("</a>", XmlText.MaxDepth + 1));
        const string laughs = """<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><project>&b;</project>""";

        Assert.That(Reading.Of("a.csproj", deep).Notes, Has.Count.EqualTo(1));
        Assert.That(Reading.Of("a.csproj", laughs).Notes, Has.Count.EqualTo(1));
        Assert.That(Reading.Of("a.csproj", deep[3..^4]).Notes, Is.Empty);
    }

    [Test]
    public void XML_with_too_many_elements_is_said()
    {
        Assert.That(Reading.Of("a.csproj", "<a>" + string.Concat(Enumerable.Repeat("<b/>", XmlText.MaxNodes)) + "</a>").Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void XML_with_too_many_texts_or_attributes_is_said()
    {
        string attributes = string.Concat(Enumerable.Range(0, XmlText.MaxAttributes + 1).Select(i => $" a{i}=''"));

        Assert.That(Reading.Of("a.csproj", $"<a{attributes}/>").Notes.Single().Message, Does.Contain("attributes"));
        Assert.That(Reading.Of("a.csproj", "<a>" + string.Concat(Enumerable.Repeat("<![CDATA[x]]>", XmlText.MaxNodes)) + "</a>").Notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void TOML_with_too_many_values_is_said()
    {
        string text = "[[package]]\nname = \"a\"\nversion = \"1.0\"\nsource = \"x\"\n"
            + string.Concat(Enumerable.Repeat("[[package]]\n", TomlReader.MaxValues));

        Assert.That(Reading.Of("Cargo.lock", text).Packages, Has.Count.EqualTo(1));
        Assert.That(Reading.Of("Cargo.lock", text).Notes.Single().Message, Does.Contain($"more than {TomlReader.MaxValues} values"));
    }

    [Test]
    public void Metadata_with_too_many_headers_is_said()
    {
        string text = "Name: a\nVersion: 1\n" + string.Concat(Enumerable.Repeat("X: y\n", HeaderLines.MaxHeaders));

        Assert.That(Reading.Of("a.dist-info/METADATA", text).Notes.Single().Message, Does.Contain("headers"));
    }

    [Test, MaxTime(20_000)]
    public void Lines_that_go_on_and_on_cost_no_more_than_their_length()
    {
        string lines = string.Concat(Enumerable.Repeat("x\\\n", 2_000_000));
        string headers = "Name: a\nVersion: 1\n" + string.Concat(Enumerable.Repeat(" \n", 5_000_000));

        Assert.That(Reading.Of("requirements.txt", lines).Packages, Is.Empty);
        Assert.That(Reading.Of("a.dist-info/METADATA", headers).Packages, Has.Count.EqualTo(1));
    }

    [Test, MaxTime(20_000)]
    public void A_library_is_looked_up_in_its_target_and_not_searched_for()
    {
        string[] names = [.. Enumerable.Range(0, 100_000).Select(i => $"L{i}/1.0.0")];
        string text = $$"""
            {"runtimeTarget":"t","targets":{"t":{ {{string.Join(',', names.Select(n => $"\"{n}\":{{\"native\":{{\"a.so\":{{}}}}}}"))}} } },
             "libraries":{ {{string.Join(',', names.Select(n => $"\"{n}\":{{\"type\":\"package\"}}"))}} } }
            """;

        Assert.That(Reading.Of("a.deps.json", text).Packages, Has.Count.EqualTo(100_000));
    }

    [Test]
    public void A_file_gets_so_many_notes_and_no_more()
    {
        (string, byte[])[] broken = [.. Enumerable.Range(0, FoundPackages.MaxNotes + 10).Select(i => ($"{i}.jar", new byte[] { 1 }))];
        Reading reading = Reading.Of("a.war", Archives.Zip([Archives.Artifact("g", "a", "1"), .. broken]));

        Assert.That(reading.Notes, Has.Count.EqualTo(FoundPackages.MaxNotes + 1));
        Assert.That(reading.Notes[^1].Message, Does.Contain("10 more"));
    }

    [Test]
    public void An_archive_has_so_many_entries_and_no_more()
    {
        byte[] one = Archives.Zip(("x", []));
        int header = one.AsSpan().IndexOf((byte[])[0x50, 0x4b, 0x01, 0x02]), end = one.AsSpan().IndexOf((byte[])[0x50, 0x4b, 0x05, 0x06]);
        var archive = new MemoryStream();
        archive.Write(one.AsSpan(0, header));
        for (int i = 0; i <= ZipDirectory.MaxEntries; i++)
            archive.Write(one.AsSpan(header..end));
        byte[] tail = one[end..];
        BitConverter.TryWriteBytes(tail.AsSpan(12), (ZipDirectory.MaxEntries + 1) * (end - header));
        archive.Write(tail);

        Assert.That(Reading.Of("a.jar", archive.ToArray()).Notes.Single().Message, Does.Contain($"more than {ZipDirectory.MaxEntries} entries"));
    }

    [Test]
    public void TOML_that_nests_too_deep_is_said_and_what_stands_before_is_read()
    {
        string text = "[[package]]\nname = \"a\"\nversion = \"1.0\"\nsource = \"x\"\n[[package]]\nname = " + new string('[', 100_000);
        Reading reading = Reading.Of("Cargo.lock", text);

        Assert.That(reading.Urls, Is.EqualTo(new[] { "pkg:cargo/a@1.0" }));
        Assert.That(reading.Notes.Single().Message, Does.Contain("line 6"));
    }

    [Test]
    public void A_text_that_is_too_long_is_said()
    {
        byte[] text = new byte[FileText.MaxBytes + 1];
        Array.Fill(text, (byte)'\n');

        Assert.That(Reading.Of("yarn.lock", text).Notes.Single().Message, Does.Contain("larger than"));
        Assert.That(Reading.Of("Pipfile.lock", text).Notes.Single().Message, Does.Contain("larger than"));
        Assert.That(Reading.Of("pom.xml", text).Notes.Single().Message, Does.Contain("larger than"));
    }

    [Test]
    public void A_file_with_too_many_packages_gives_so_many_and_a_note()
    {
        var text = new StringBuilder();
        for (int i = 0; i <= FoundPackages.MaxPackages; i++)
            text.Append('a').Append(i).Append("==1.0\n");
        Reading reading = Reading.Of("requirements.txt", text.ToString());

        Assert.That(reading.Packages, Has.Count.EqualTo(FoundPackages.MaxPackages));
        Assert.That(reading.Notes.Single().Message, Does.Contain($"more than {FoundPackages.MaxPackages} packages"));
    }

    [Test]
    public void What_a_file_says_reaches_a_note_on_one_line_and_cut_short()
    {
        string message = Reading.Of("requirements.txt", "\u0007" + new string('x', 5000)).Notes.Single().Message;

        Assert.That(message, Has.Length.LessThan(300));
        Assert.That(message.Any(char.IsControl), Is.False);
    }

    /// <summary>Forms of lines of which a beginning is a file too, which asks for nothing yet.</summary>
    private static bool IsOfLines(string path) => path is "Gemfile.lock" or "go.mod" or "Cargo.lock" or "poetry.lock" or "uv.lock" or "pylock.toml"
        or "yarn.lock" or "x/yarn.lock" or "pnpm-lock.yaml" or "requirements.txt";
}
