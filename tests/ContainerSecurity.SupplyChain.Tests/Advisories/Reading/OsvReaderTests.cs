using System.IO.Compression;
using System.Text;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

public sealed class OsvReaderTests
{
    private const string Record = """
        {"id":"GHSA-1","modified":"2024-01-02T03:04:05Z","aliases":["CVE-1"],"upstream":["CVE-2"],"related":["CVE-3"],
         "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
         "affected":[{"package":{"ecosystem":"Debian:12","name":"curl"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.2"}]},{"type":"GIT","repo":"x","events":[{"introduced":"0"}]}],
           "versions":["1.0"],"ecosystem_specific":{"urgency":"unimportant"}}],
         "database_specific":{"severity":"MODERATE"}}
        """;

    private readonly List<AdvisoryNote> notes = [];

    [SetUp]
    public void Forget() => notes.Clear();

    [Test]
    public void A_record_says_which_packages_have_the_flaw_and_how_bad_it_is()
    {
        Advisory advisory = new OsvReader().ReadRecord(Utf8(Record), "x", notes).Single();

        Assert.That(notes, Is.Empty);
        Assert.That(advisory.Id, Is.EqualTo("GHSA-1"));
        Assert.That(advisory.Aliases, Is.EqualTo(new[] { "CVE-1" }));
        Assert.That(advisory.Upstream, Is.EqualTo(new[] { "CVE-2" }));
        Assert.That(advisory.Modified, Is.EqualTo(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        Assert.That(advisory.Severities.Select(s => (s.Source, s.Level, s.Score)), Is.EqualTo(new (string, AdvisoryLevel, double?)[]
        {
            ("GHSA", AdvisoryLevel.Critical, 9.8), ("GHSA", AdvisoryLevel.Medium, null),
        }));
        AffectedPackage affected = advisory.Affected.Single();
        Assert.That(affected.Ecosystem.ToString(), Is.EqualTo("Debian:12"));
        Assert.That(affected.Ranges.Single().Events, Has.Count.EqualTo(2));
        Assert.That(affected.Severities.Single().Level, Is.EqualTo(AdvisoryLevel.Negligible));
    }

    [TestCase("""{"modified":"x"}""", "no 'id'")]
    [TestCase("[1]", "no 'id'")]
    [TestCase("{", "no JSON")]
    [TestCase("""{"id":"\ud800"}""", "no JSON")]
    [TestCase("""{"id":"A","affected":{}}""", "no list")]
    [TestCase("""{"id":"A","affected":[{"package":{"name":"x"}}]}""", "no ecosystem")]
    [TestCase("""{"id":"A","affected":[{"package":{"name":"x","ecosystem":"npm"}}]}""", "tells no versions")]
    [TestCase("""{"id":"A","affected":[{"package":{"name":"x","ecosystem":"npm"},"ranges":[{"type":"SEMVER","events":[{"later":"1"}]}]}]}""", "not wholly read")]
    [TestCase("""{"id":"A","affected":[{"package":{"name":"x","ecosystem":"Mars"},"ranges":[{"type":"ECOSYSTEM","events":[{"fixed":"1"}]}]}]}""", "not known")]
    public void What_cannot_be_read_is_said(string json, string said)
    {
        new OsvReader().ReadRecord(Utf8(json), "x", notes);

        Assert.That(notes.Select(n => n.Message), Has.Some.Contains(said));
    }

    [Test]
    public void A_bad_line_leaves_its_neighbours_read_and_names_its_number()
    {
        string lines = "{\"id\":\"A\"}\r\n\n{\n{\"id\":\"B\"}";

        Assert.That(Ids(new OsvReader().ReadLines(Stream(lines), "f", notes)), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(notes.Single().Subject, Is.EqualTo("f:3"));
    }

    [Test]
    public void A_line_longer_than_the_bound_is_left_out_and_said()
    {
        string lines = "{\"id\":\"A\"}\n" + new string('x', 300_000) + "\n{\"id\":\"B\"}\n";
        AdvisoryReadOptions options = new() { MaxRecordBytes = 100 };

        Assert.That(Ids(new OsvReader(options).ReadLines(Stream(lines), "f", notes)), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(notes.Single().Message, Does.Contain("longer than 100 bytes"));
    }

    [Test]
    public void More_records_than_the_bound_are_not_read_and_that_is_said()
    {
        string lines = string.Concat(Enumerable.Repeat("{\"id\":\"A\"}\n", 5));

        Assert.That(new OsvReader(new() { MaxRecords = 3 }).ReadLines(Stream(lines), "f", notes).Count(), Is.EqualTo(3));
        Assert.That(notes.Single().Message, Does.Contain("more than 3 records"));
    }

    [Test]
    public void Values_deeper_than_the_bound_are_refused()
    {
        string deep = """{"id":"A","x":""" + new string('[', 70) + new string(']', 70) + "}";

        Assert.That(new OsvReader().ReadRecord(Utf8(deep), "f", notes), Is.Empty);
        Assert.That(new OsvReader(new() { MaxDepth = 100 }).ReadRecord(Utf8(deep), "f", []), Has.Count.EqualTo(1));
        Assert.That(notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_archive_is_read_entry_by_entry()
    {
        using MemoryStream zip = Zip(("a.json", "{\"id\":\"A\"}"), ("b.txt", "x"), ("c.json", "{"), ("d.json", "{\"id\":\"D\"}"));

        Assert.That(Ids(new OsvReader().ReadArchive(zip, "z", notes)), Is.EqualTo(new[] { "A", "D" }));
        Assert.That(notes.Single().Subject, Is.EqualTo("z!c.json"));
    }

    [Test]
    public void An_archive_that_unpacks_to_more_than_the_bounds_is_read_up_to_them()
    {
        string big = "{\"id\":\"B\"}" + new string(' ', 5_000_000);
        AdvisoryReadOptions entries = new() { MaxRecordBytes = 1000 };
        AdvisoryReadOptions whole = new() { MaxRecordBytes = 1000, MaxArchiveBytes = 1500 };
        string mid = "{\"id\":\"M\"}" + new string(' ', 900);
        using MemoryStream one = Zip(("a.json", big), ("b.json", "{\"id\":\"A\"}"));
        using MemoryStream many = Zip(("a.json", mid), ("b.json", mid), ("c.json", mid));

        Assert.That(Ids(new OsvReader(entries).ReadArchive(one, "z", notes)), Is.EqualTo(new[] { "A" }));
        Assert.That(notes.Single().Message, Does.Contain("more than 1000 bytes"));
        Assert.That(Ids(new OsvReader(whole).ReadArchive(many, "z", notes)), Is.EqualTo(new[] { "M" }));
        Assert.That(notes[^1].Message, Does.Contain("The rest was not read"));
    }

    [Test]
    public void What_is_no_archive_is_said()
    {
        Assert.That(new OsvReader().ReadArchive(Stream("no zip"), "z", notes), Is.Empty);
        Assert.That(notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_folder_is_read_with_what_is_below_it_in_the_order_of_names()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "sub"));
            File.WriteAllText(Path.Combine(folder, "b.json"), "{\"id\":\"B\"}");
            File.WriteAllText(Path.Combine(folder, "a.jsonl"), "{\"id\":\"A1\"}\n{\"id\":\"A2\"}");
            File.WriteAllText(Path.Combine(folder, "c.txt"), "{\"id\":\"C\"}");
            File.WriteAllText(Path.Combine(folder, "sub", "d.json"), "{\"id\":\"D\"}");

            Assert.That(Ids(new OsvReader().ReadFolder(folder, notes)), Is.EqualTo(new[] { "A1", "A2", "B", "D" }));
            Assert.That(notes, Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_folder_that_cannot_be_read_is_said()
    {
        string folder = Path.Combine(Path.GetTempPath(), "no-such-folder-of-advisories");

        Assert.That(new OsvReader().ReadFolder(folder, notes), Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("not wholly read"));
    }

    [Test]
    public void All_records_of_the_corpus_are_read()
    {
        using FileStream stream = File.OpenRead(Path.Combine(Corpus.Require("vulnerabilities", "osv"), "records.jsonl"));
        Advisory[] advisories = [.. new OsvReader().ReadLines(stream, "records.jsonl", notes)];

        Assert.That(advisories, Has.Length.EqualTo(253));
        Assert.That(notes.Where(n => !n.Message.Contains("tells no versions", StringComparison.Ordinal)), Is.Empty);
        Assert.That(advisories.Count(a => a.Affected.Any(p => p.Ecosystem.Name == "PyPI" && p.Ranges.Count > 0)), Is.GreaterThan(200));
    }

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Ids(IEnumerable<Advisory> advisories) => advisories.Select(a => a.Id);

    private static MemoryStream Zip(params (string Name, string Text)[] entries)
    {
        MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string name, string text) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

        stream.Position = 0;
        return stream;
    }
}
