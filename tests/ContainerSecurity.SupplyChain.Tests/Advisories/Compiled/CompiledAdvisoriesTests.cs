using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Compiled;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using static ContainerSecurity.SupplyChain.Tests.Advisories.Compiled.CompiledFeed;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Compiled;

/// <summary>A compiled file says what the feed says that it was made of, and no changed byte of it is believed.</summary>
public sealed class CompiledAdvisoriesTests
{
    private const int Header = 128;
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void It_says_of_every_package_and_identifier_what_the_feed_says()
    {
        AdvisoryFeed feed = Feed(3000);
        using CompiledAdvisories compiled = Open(feed);
        IAdvisoryIndex memory = AdvisoryIndex.Of(feed);

        Assert.That(Text(compiled.Notes), Is.EqualTo(Text(memory.Notes)));
        Assert.That(compiled.Data, Is.EqualTo(memory.Data));
        Assert.That((compiled.Advisories, compiled.KnowsExploited), Is.EqualTo((3001L, true)));
        foreach (AffectedPackage package in feed.Advisories.SelectMany(a => a.Affected))
        {
            Assert.That(compiled.Covers(package.Ecosystem), Is.EqualTo(memory.Covers(package.Ecosystem)));
            Assert.That(
                compiled.Find(package.Ecosystem, package.Name).Select(Shown), Is.EqualTo(memory.Find(package.Ecosystem, package.Name).Select(Shown)));
        }

        foreach (string id in feed.Advisories.SelectMany(a => a.Aliases.Concat(a.Upstream).Append(a.Id)).Append("absent").Distinct())
        {
            Assert.That(compiled.NamesOf(id), Is.EquivalentTo(memory.NamesOf(id)), id);
            Assert.That(compiled.FindExploited(id), Is.EqualTo(memory.FindExploited(id)));
            Assert.That(compiled.FindPrediction(id), Is.EqualTo(memory.FindPrediction(id)));
        }

        Assert.That(compiled.Find(AdvisoryEcosystem.Parse("npm"), "absent"), Is.Empty);
        Assert.That(compiled.Covers(AdvisoryEcosystem.Parse("Debian:99")), Is.False);
        compiled.Verify();
    }

    [Test]
    public void A_scanner_finds_the_same_over_the_file_as_over_the_feed()
    {
        AdvisoryFeed feed = Feed(2000);
        PackageInventory inventory = new(
            [.. Enumerable.Range(0, 400).Select(i =>
                new InstalledPackage(new PackageUrl("deb", "debian", $"p{i}", "1.0-1"), "status") { IsFromDistribution = true })],
            new ContainerSecurity.SupplyChain.Inventories.OperatingSystemRelease("debian", "12"), []);
        using CompiledAdvisories compiled = Open(feed);

        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> notes) = new VulnerabilityScanner(compiled, null).Find(inventory, []);
        (IReadOnlyList<Vulnerability> expected, IReadOnlyList<AdvisoryNote> said) = new VulnerabilityScanner(feed).Find(inventory, []);

        Assert.That(expected, Is.Not.Empty);
        Assert.That(flaws.Select(Shown), Is.EqualTo(expected.Select(Shown)));
        Assert.That(Text(notes), Is.EqualTo(Text(said)));
    }

    [Test]
    public void The_same_feed_gives_the_same_bytes()
    {
        byte[] first = Bytes(Feed(500));
        Assert.That(Bytes(Feed(500)), Is.EqualTo(first));
        Assert.That(Bytes(Feed(500)), Is.Not.EqualTo(Bytes(Feed(501))));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4000)]
    public void A_file_of_any_size_opens_and_verifies(int count)
    {
        using CompiledAdvisories compiled = Open(count == 0 ? new AdvisoryFeed([], null, null, []) : Feed(count));

        Assert.That(() => compiled.Verify(), Throws.Nothing);
        Assert.That(compiled.Digest, Does.Match("^sha256:[0-9a-f]{64}$"));
    }

    [Test]
    public void A_changed_byte_anywhere_is_found_by_verifying()
    {
        byte[] bytes = Bytes(Feed(400));
        Random random = new(7);
        foreach (int at in Enumerable.Range(0, Header).Concat(Enumerable.Range(0, 400).Select(_ => random.Next(bytes.Length))).Append(bytes.Length - 1))
        {
            byte[] changed = [.. bytes];
            changed[at] ^= (byte)(1 << random.Next(8));

            Assert.That(() => { using CompiledAdvisories c = CompiledAdvisories.Open(Write(changed)); c.Verify(); }, Throws.InstanceOf<AdvisoryFileException>(),
                $"byte {at}");
        }
    }

    [Test]
    public void What_is_found_in_a_file_with_a_changed_byte_is_the_truth_or_an_error()
    {
        AdvisoryFeed feed = Feed(400);
        byte[] bytes = Bytes(feed);
        IAdvisoryIndex memory = AdvisoryIndex.Of(feed);
        AffectedPackage[] packages = [.. feed.Advisories.SelectMany(a => a.Affected)];
        Random random = new(11);
        int errors = 0;
        for (int round = 0; round < 300; round++)
        {
            byte[] changed = [.. bytes];
            changed[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                using CompiledAdvisories compiled = CompiledAdvisories.Open(Write(changed));
                AffectedPackage package = packages[random.Next(packages.Length)];
                Assert.That(
                    compiled.Find(package.Ecosystem, package.Name).Select(Shown), Is.EqualTo(memory.Find(package.Ecosystem, package.Name).Select(Shown)));
                Assert.That(compiled.NamesOf("GHSA-1"), Is.EquivalentTo(memory.NamesOf("GHSA-1")));
            }
            catch (AdvisoryFileException)
            {
                errors++;
            }
        }

        Assert.That(errors, Is.Positive);
    }

    [Test]
    public void It_is_told_by_its_first_bytes_and_used_beside_other_files()
    {
        string compiled = Write(Bytes(Feed(10)));
        string other = Path.Combine(folder, "one.json");
        File.WriteAllText(other, """{"id": "OTHER-1", "aliases": ["GHSA-2"], "modified": "2026-01-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "x"}, "versions": ["1.0.0"]}]}""");
        using IAdvisoryIndex index = AdvisoryIndex.Read([compiled, other]);

        Assert.That(CompiledAdvisories.IsCompiled(compiled), Is.True);
        Assert.That(CompiledAdvisories.IsCompiled(other), Is.False);
        Assert.That(index.NamesOf("OTHER-1"), Is.SupersetOf(new[] { "OTHER-1", "GHSA-2", "CVE-3" }));
        Assert.That(index.Find(AdvisoryEcosystem.Parse("npm"), "x"), Has.Count.EqualTo(1));
        Assert.That(index.Data.Select(d => d.Name), Is.SupersetOf(new[] { "npm.zip", "one.json" }));
    }

    [Test]
    public void A_damaged_file_among_others_is_a_note_and_one_in_a_folder_is_not_passed_over()
    {
        byte[] bytes = Bytes(Feed(10));
        bytes[20] ^= 1;
        string path = Write(bytes);
        using IAdvisoryIndex index = AdvisoryIndex.Read([path]);
        Assert.That(index.Notes.Single().Message, Does.Contain("damaged"));

        File.Move(path, Path.Combine(folder, "db.json"));
        Assert.That(AdvisoryFeed.Read([folder]).Notes.Single().Message, Does.Contain("compiled file"));
    }

    private CompiledAdvisories Open(AdvisoryFeed feed) => CompiledAdvisories.Open(Write(Bytes(feed)));

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.csadv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Shown(AdvisoryEntry entry) =>
        $"{Shown(entry.Affected)} | {entry.Advisory.Id} {entry.Advisory.Source} {string.Join(',', entry.Advisory.Aliases)} {string.Join(',', entry.Advisory.Upstream)} "
        + $"{string.Join(',', entry.Advisory.Related)} {entry.Advisory.Summary} {entry.Advisory.Published:O} {entry.Advisory.Modified:O} {string.Join(',', entry.Advisory.Severities)}";

    private static string Shown(AffectedPackage package) =>
        $"{package.Ecosystem} {package.Name} {package.Module} {package.Status} {string.Join(';', package.Ranges.Select(r => $"{r.IsSemantic} {string.Join(',', r.Events)}"))} "
        + $"{string.Join(',', package.Versions)} {string.Join(',', package.Constraints)} {string.Join(',', package.Unaffected)} {string.Join(',', package.FixedVersions)} {string.Join(',', package.Severities)}";

    private static string Shown(Vulnerability flaw) => $"{flaw with { Aliases = [] }} {string.Join(',', flaw.Aliases)}";

    private static string Text(IEnumerable<AdvisoryNote> notes) => string.Join('\n', notes);
}
