using System.Text;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

/// <summary>What holds for every database, whatever is in it.</summary>
public class DatabaseLaws
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789+-.";

    private static IEnumerable<TestCaseData> All()
    {
        yield return Case("var/lib/dpkg/status", Encoding.UTF8.GetBytes(Deb(Generate(new Random(1), 5))));
        yield return Case("lib/apk/db/installed", Encoding.UTF8.GetBytes(Apk(Generate(new Random(2), 5))));
        yield return Case("var/lib/rpm/Packages.db", RpmSamples.Ndb);
        yield return Case("var/lib/rpm/Packages", RpmSamples.BerkeleyLittle);
        yield return Case("var/lib/rpm/rpmdb.sqlite", RpmSamples.Sqlite);
        yield return Case("var/lib/rpmmanifest/container-manifest-2", "bash\t5-1\t1\t1\tMicrosoft\t(none)\t1\tx86_64\t0\tbash-5-1.src.rpm\n"u8.ToArray());
        yield return Case("etc/os-release", Encoding.UTF8.GetBytes(Databases.Debian));
    }

    /// <summary>Those that say how long they are: a text that ends after a record is whole.</summary>
    private static IEnumerable<TestCaseData> Binary() => All().Where(c => ((string)c.Arguments[0]!).Contains("/rpm/", StringComparison.Ordinal));

    [Test]
    public void What_is_written_to_dpkg_is_read_from_it([Range(1, 20)] int seed)
    {
        (string Name, string Version, string Source)[] packages = Generate(new Random(seed), 50);
        Assert.That(
            Databases.Read("var/lib/dpkg/status", Deb(packages)).Packages.Select(p => (p.Name, p.Version, p.SourceName)),
            Is.EquivalentTo(packages));
    }

    [Test]
    public void What_is_written_to_apk_is_read_from_it([Range(1, 20)] int seed)
    {
        (string Name, string Version, string Source)[] packages = Generate(new Random(seed), 50);
        Assert.That(
            Databases.Read("lib/apk/db/installed", Apk(packages)).Packages.Select(p => (p.Name, p.Version, p.SourceName)),
            Is.EquivalentTo(packages));
    }

    [TestCaseSource(nameof(All))]
    public void A_database_cut_at_any_byte_gives_packages_or_a_note(string path, byte[] content)
    {
        int step = content.Length > 20_000 ? 61 : 1;
        for (int length = 0; length < content.Length; length += step)
        {
            PackageInventory inventory = Databases.Read(path, content[..length]);
            Assert.That(inventory.Packages.Count + inventory.Notes.Count + (inventory.Release is null ? 0 : 1), Is.Positive, $"cut at {length}");
        }
    }

    [TestCaseSource(nameof(Binary))]
    public void A_database_that_lacks_packages_because_it_is_cut_has_a_note(string path, byte[] content)
    {
        int whole = Databases.Read(path, content).Packages.Count;
        for (int length = 0; length < content.Length; length += 509)
        {
            PackageInventory inventory = Databases.Read(path, content[..length]);
            Assert.That(inventory.Packages.Count == whole || inventory.Notes.Any(n => n.File == path), Is.True, $"cut at {length}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void Changed_bytes_make_no_reader_throw(string path, byte[] content)
    {
        var random = new Random(42);
        for (int round = 0; round < 400; round++)
        {
            byte[] changed = [.. content];
            for (int i = random.Next(1, 20); i > 0; i--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Assert.That(() => Databases.Read(path, changed), Throws.Nothing, $"round {round}");
        }
    }

    [Test]
    public void A_large_database_takes_memory_in_proportion_to_its_packages()
    {
        // 64 MiB of which next to nothing is kept.
        byte[] content = new byte[64 * 1024 * 1024];
        content.AsSpan().Fill((byte)'x');
        "Package: a\nVersion: 1\nDescription: "u8.CopyTo(content);
        content[^1] = (byte)'\n';
        using var stream = new MemoryStream(content);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        PackageInventory inventory = new InventoryReader().ReadContentAsync("var/lib/dpkg/status", stream).GetAwaiter().GetResult();
        Assert.That(inventory.Packages, Has.Count.EqualTo(1));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(3L * content.Length));
    }

    private static TestCaseData Case(string path, byte[] content) => new TestCaseData(path, content).SetArgDisplayNames(path);

    private static (string Name, string Version, string Source)[] Generate(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => ("p" + i + Word(random), random.Next(10) + Word(random), Word(random)))];

    private static string Word(Random random) =>
        "w" + new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)])]);

    private static string Deb((string Name, string Version, string Source)[] packages) =>
        string.Concat(packages.Select(p => Databases.Deb(p.Name, p.Version, $"Source: {p.Source}\nDescription: x\n y\n .\n")));

    private static string Apk((string Name, string Version, string Source)[] packages) =>
        string.Concat(packages.Select(p => $"C:Q1=\nP:{p.Name}\nV:{p.Version}\nA:x86_64\no:{p.Source}\nF:usr/bin\nR:x\n\n"));
}
