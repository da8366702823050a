using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Fetching;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Tests.Advisories;

/// <summary>What a file is, is told by its content, and how new it is by its data.</summary>
public sealed class AdvisoryFeedTests
{
    private const string Osv = """{"id": "GHSA-1", "modified": "2026-03-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}""";
    private const string OlderOsv = """{"id": "GHSA-2", "modified": "2025-03-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}""";
    private const string Csaf = """
        {"vulnerabilities": [{"cve": "CVE-1", "product_status": {"known_affected": ["p"]}}],
         "product_tree": {"full_product_names": [{"name": "p", "product_id": "p", "product_identification_helper": {"purl": "pkg:npm/a@1.0.0"}}]},
         "document": {"csaf_version": "2.0", "publisher": {"name": "v"}, "tracking": {"current_release_date": "2026-02-01T00:00:00Z"}}}
        """;
    private const string GitHub = """{"ghsa_id": "GHSA-3", "updated_at": "2026-01-01T00:00:00Z", "vulnerabilities": [{"package": {"ecosystem": "pip", "name": "a"}, "vulnerable_version_range": "< 2"}]}""";
    private const string Kev = """{"catalogVersion": "2026.04.01", "dateReleased": "2026-04-01T00:00:00Z", "vulnerabilities": [{"cveID": "CVE-1"}]}""";
    private const string Epss = "#model_version:v1,score_date:2026-05-01T00:00:00+0000\ncve,epss,percentile\nCVE-1,0.5,0.9\n";
    private const string Tracker = """{"curl": {"CVE-2": {"releases": {"bookworm": {"status": "open"}}}}}""";
    private const string Secdb = "distroversion: v3.20\npackages:\n- pkg:\n    name: curl\n    secfixes:\n      8.0-r0: [CVE-3]\n";

    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("feed-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_folder_may_hold_all_forms_and_each_is_dated_by_its_data()
    {
        Write("osv/a.json", Osv);
        Write("osv/b.json", OlderOsv);
        Write("rhsa.json", Csaf);
        Write("github.json", $"[{GitHub}]");
        Write("kev.json", Kev);
        Write("epss.csv", Epss);
        Write("tracker.json", Tracker);
        Write("main.yaml", Secdb);
        Write("README.md", "no advisory");
        Write(".git/config.json", "{");
        AdvisoryFeed feed = AdvisoryFeed.Read([folder]);
        string name = Path.GetFileName(folder);

        Assert.Multiple(() =>
        {
            Assert.That(feed.Notes, Is.Empty);
            Assert.That(feed.Advisories.Select(a => a.Id), Is.EquivalentTo(new[] { "GHSA-1", "GHSA-2", "CVE-1", "GHSA-3", "CVE-2", "CVE-3" }));
            Assert.That(feed.Exploited!.Flaws, Contains.Key("CVE-1"));
            Assert.That(feed.Predictions!.Flaws, Contains.Key("CVE-1"));
            Assert.That(feed.Data, Is.EquivalentTo(new[]
            {
                new AdvisoryData(name, "osv", Day(3)), new AdvisoryData(name, "csaf", Day(2)), new AdvisoryData(name, "github", Day(1)),
                new AdvisoryData("kev.json", "kev", Day(4)), new AdvisoryData("epss.csv", "epss", Day(5)),
                new AdvisoryData("tracker.json", "debian-tracker", null), new AdvisoryData("main.yaml", "alpine-secdb", null),
            }));
        });
    }

    [Test]
    public void Archives_lines_and_packed_files_may_hold_all_forms_too()
    {
        string zip = Path.Combine(folder, "all.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            foreach ((string name, string text) in new[] { ("a.json", Osv), ("b.json", Csaf) })
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }

        string lines = Write("all.jsonl", GitHub + "\n" + OlderOsv.ReplaceLineEndings(" ") + "\n");
        string packed = Path.Combine(folder, "epss.csv.gz");
        using (GZipStream gzip = new(File.Create(packed), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Epss));
        AdvisoryFeed feed = AdvisoryFeed.Read([zip, lines, packed]);

        Assert.That(feed.Notes, Is.Empty);
        Assert.That(feed.Advisories.Select(a => a.Id), Is.EquivalentTo(new[] { "GHSA-1", "CVE-1", "GHSA-3", "GHSA-2" }));
        Assert.That(feed.Predictions!.Flaws, Has.Count.EqualTo(1));
        Assert.That(feed.Data, Does.Contain(new AdvisoryData("all.zip", "osv", Day(3))));
    }

    [Test]
    public void Data_without_a_date_have_that_of_their_fetching_as_long_as_they_are_the_ones_that_were_fetched()
    {
        string file = Write("main.yaml", Secdb);
        byte[] bytes = File.ReadAllBytes(file);
        new FetchRecord("https://example.org/main.yaml", bytes.Length, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)), Day(6)).Write(file);
        Assert.That(AdvisoryFeed.Read([folder]).Data.Single(), Is.EqualTo(new AdvisoryData("main.yaml", "alpine-secdb", Day(6))));

        File.AppendAllText(file, "\n");
        Assert.That(AdvisoryFeed.Read([file]).Data.Single().Newest, Is.Null);
    }

    [TestCase("x.json", "[1]")]
    [TestCase("x.json", """{"a": 1}""")]
    [TestCase("x.json", "{}")]
    [TestCase("x.json", """{"a": {"b": {"c": 1}}}""")]
    [TestCase("x.json", "")]
    [TestCase("x.zip", "no archive")]
    [TestCase("x.json.gz", "not packed")]
    [TestCase("x.txt", "text")]
    public void What_is_none_of_the_forms_is_said(string name, string text)
    {
        AdvisoryFeed feed = AdvisoryFeed.Read([Write(name, text)]);

        Assert.That(feed.Advisories, Is.Empty);
        Assert.That(feed.Notes, Is.Not.Empty);
    }

    [Test]
    public void An_empty_folder_is_said() => Assert.That(AdvisoryFeed.Read([folder]).Notes.Single().Message, Does.Contain("Nothing was read"));

    [Test]
    public void Files_lines_and_nesting_beyond_the_bounds_are_said_and_their_neighbours_read()
    {
        string file = Write("big.json", Osv), fine = Write("fine.json", """{"id": "A-1", "affected": []}""");
        string lines = Write("big.jsonl", Osv + "\n" + """{"id": "B-1", "affected": []}""" + "\n");
        string deep = Write("deep.json", "{\"a\":" + string.Concat(Enumerable.Repeat("[", 50)) + string.Concat(Enumerable.Repeat("]", 50)) + "}");
        AdvisoryFeed feed = AdvisoryFeed.Read([file, fine, lines, deep],
            new AdvisoryReadOptions { MaxDatabaseBytes = Osv.Length - 1, MaxRecordBytes = Osv.Length - 1, MaxDepth = 40 });

        Assert.That(feed.Advisories.Select(a => a.Id), Is.EquivalentTo(new[] { "A-1", "B-1" }));
        Assert.That(feed.Notes.Select(n => n.Message), Has.Exactly(2).Contains("longer than").And.Exactly(1).Contains("no JSON"));
    }

    [Test]
    public void More_records_than_the_bound_are_said()
    {
        string lines = Write("many.jsonl", string.Concat(Enumerable.Range(0, 20).Select(i => $$"""{"id": "A-{{i}}", "affected": []}""" + "\n")));
        AdvisoryFeed feed = AdvisoryFeed.Read([lines], new AdvisoryReadOptions { MaxRecords = 10 });

        Assert.That(feed.Advisories, Has.Count.EqualTo(10));
        Assert.That(feed.Notes.Single().Message, Does.Contain("more than 10 records"));
    }

    [Test]
    public void An_archive_that_unpacks_to_more_than_the_bound_is_said()
    {
        string zip = Path.Combine(folder, "bomb.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            for (int i = 0; i < 4; i++)
            {
                using StreamWriter writer = new(archive.CreateEntry($"{i}.json").Open());
                writer.Write(new string(' ', 100_000) + Osv);
            }

        AdvisoryFeed feed = AdvisoryFeed.Read([zip], new AdvisoryReadOptions { MaxArchiveBytes = 250_000 });
        Assert.That(feed.Advisories, Has.Count.EqualTo(2));
        Assert.That(feed.Notes.Select(n => n.Message), Has.Some.Contains("The rest was not read"));
    }

    [Test]
    public void A_link_in_a_folder_is_not_followed()
    {
        string other = Directory.CreateTempSubdirectory("other-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(other, "a.json"), Osv);
            Write("b.json", OlderOsv);
            Directory.CreateSymbolicLink(Path.Combine(folder, "link"), other);

            Assert.That(AdvisoryFeed.Read([folder]).Advisories.Select(a => a.Id), Is.EqualTo(new[] { "GHSA-2" }));
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [TestCase("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "SUSE:Linux Enterprise Server 15 SP5", true)]
    [TestCase("SUSE:Linux Enterprise Desktop 15 SP5", "SUSE:Linux Enterprise Server 15 SP5", true)]
    [TestCase("SUSE:Linux Enterprise Server 15 SP5-LTSS", "SUSE:Linux Enterprise Server 15 SP5", false)]
    [TestCase("SUSE:Linux Enterprise Server for SAP Applications 15 SP5", "SUSE:Linux Enterprise Server 15 SP5", false)]
    [TestCase("SUSE:Linux Enterprise Module for Basesystem 15 SP4", "SUSE:Linux Enterprise Server 15 SP5", false)]
    [TestCase("SUSE:Linux Enterprise Micro 5.5", "SUSE:Linux Enterprise Server 15 SP5", false)]
    [TestCase("Ubuntu:Pro:22.04:LTS", "Ubuntu:22.04:LTS", false)]
    [TestCase("Ubuntu:Pro:FIPS-updates:22.04:LTS", "Ubuntu:22.04:LTS", false)]
    [TestCase("Red Hat:enterprise_linux:8::appstream", "Red Hat:enterprise_linux:8::baseos", true)]
    [TestCase("Red Hat:rhel_eus:8.6::baseos", "Red Hat:enterprise_linux:8::baseos", false)]
    public void Streams_that_not_everybody_gets_are_releases_of_their_own(string x, string y, bool isOne) =>
        Assert.That(AdvisoryEcosystem.Parse(x) == AdvisoryEcosystem.Parse(y), Is.EqualTo(isOne));

    private static DateTimeOffset Day(int month) => new(2026, month, 1, 0, 0, 0, TimeSpan.Zero);

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
