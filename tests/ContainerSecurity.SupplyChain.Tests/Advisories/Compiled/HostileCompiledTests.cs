using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using static ContainerSecurity.SupplyChain.Tests.Advisories.Compiled.CompiledFeed;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Compiled;

/// <summary>A compiled file that is damaged, or made to hurt, is an error and never an empty result.</summary>
public sealed class HostileCompiledTests
{
    private const int Header = 128;
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_file_that_was_cut_or_lengthened_does_not_open()
    {
        byte[] bytes = Bytes(Feed(100));
        foreach (int length in new[] { 0, 1, 7, 8, 100, Header, Header + 1, bytes.Length / 2, bytes.Length - 1 })
            Assert.That(() => CompiledAdvisories.Open(Write(bytes[..length])), Throws.InstanceOf<AdvisoryFileException>(), $"{length} bytes");
        Assert.That(() => CompiledAdvisories.Open(Write([.. bytes, 0])), Throws.InstanceOf<AdvisoryFileException>());
    }

    [Test]
    public void A_package_whose_page_was_changed_is_said_not_to_be_judged_and_its_neighbours_are()
    {
        AdvisoryFeed feed = new([.. Enumerable.Range(0, 2000).Select(i => Fixed($"CVE-{i:0000}", "Debian:12", $"p{i:0000}", "2.0-1"))], null, null, []);
        byte[] bytes = Bytes(feed);
        // The first page has what is said of the first packages.
        bytes[Header + 100] ^= 1;
        using CompiledAdvisories compiled = CompiledAdvisories.Open(Write(bytes));
        PackageInventory inventory = new(
            [.. new[] { "p0000", "p1999" }.Select(n =>
                new InstalledPackage(new PackageUrl("deb", "debian", n, "1.0-1"), "status") { IsFromDistribution = true })],
            new ContainerSecurity.SupplyChain.Inventories.OperatingSystemRelease("debian", "12"), []);

        VulnerabilityReport report = new AdvisoryMatcher(compiled).Match(inventory);

        Assert.That(report.Matches.Select(m => m.Advisory.Id), Is.EqualTo(new[] { "CVE-1999" }));
        Assert.That(report.Notes.Single().Message, Does.Contain("p0000").And.Contain("damaged"));
    }

    [Test]
    public void A_file_that_is_cut_while_it_is_open_is_an_error_and_not_the_end()
    {
        string path = Write(Bytes(Feed(2000)));
        using CompiledAdvisories compiled = CompiledAdvisories.Open(path);
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(Header + 10);

        Assert.That(() => compiled.Verify(), Throws.InstanceOf<AdvisoryFileException>());
    }

    [Test]
    public void A_file_that_lies_in_valid_digests_is_an_error_with_bounded_memory()
    {
        // A directory that says that there are more words than bytes.
        Assert.That(() => CompiledAdvisories.Open(Write(Sealed([0xFF, 0xFF, 0xFF, 0xFF, 0x7F]))), Throws.InstanceOf<AdvisoryFileException>());
        // A number that never ends, and one longer than all.
        Assert.That(() => CompiledAdvisories.Open(Write(Sealed([.. Enumerable.Repeat((byte)0xFF, 40)]))), Throws.InstanceOf<AdvisoryFileException>());
        Assert.That(() => CompiledAdvisories.Open(Write(Sealed([1, 3, 0xFF, 0xFE, 0xFD]))), Throws.InstanceOf<AdvisoryFileException>());
    }

    [Test]
    public void A_record_that_says_it_is_longer_than_the_bound_is_an_error()
    {
        // A directory whose table of packages has one row, which points to a record of 2 GiB.
        RecordWriter length = new();
        length.Number(int.MaxValue);
        string key = AdvisoryFileWriter.KeyOf(AdvisoryEcosystem.Parse("npm"), "a");
        using MemoryStream stream = new();
        PageWriter pages = new(stream);
        pages.Write(length.Bytes);
        KeyTable table = KeyTable.Write(pages, [(key, 0)]);
        KeyTable none = KeyTable.Write(pages, []);
        long offset = pages.Position;
        pages.Write(new FileDirectory
        {
            Words = [],
            Ecosystems = new HashSet<string> { "npm" },
            Notes = [],
            Data = [],
            Advisories = 1,
            KnowsExploited = false,
            Packages = table,
            Names = none,
            Exploited = none,
            Predictions = none,
        }.ToBytes());
        pages.End(offset);

        using CompiledAdvisories compiled = CompiledAdvisories.Open(Write(stream.ToArray()));
        Assert.That(() => compiled.Find(AdvisoryEcosystem.Parse("npm"), "a"), Throws.InstanceOf<AdvisoryFileException>().With.Message.Contains("longer than"));
    }

    [Test]
    public void A_version_that_is_not_known_is_said()
    {
        byte[] bytes = Bytes(Feed(1));
        bytes[8] = 9;

        Assert.That(() => CompiledAdvisories.Open(Write(bytes)), Throws.InstanceOf<AdvisoryFileException>().With.Message.Contains("version 9"));
    }

    private static byte[] Sealed(byte[] directory)
    {
        using MemoryStream stream = new();
        PageWriter pages = new(stream);
        pages.Write(directory);
        pages.End(0);
        return stream.ToArray();
    }

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.csadv");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
