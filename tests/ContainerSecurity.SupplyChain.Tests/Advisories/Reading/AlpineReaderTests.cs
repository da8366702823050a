using System.Text;
using ContainerSecurity.Conformance;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

public sealed class AlpineReaderTests
{
    private const string Database = """
        distroversion: v3.20
        packages:
          - pkg:
              name: xen
              secfixes:
                4.7.1-r0:
                  - CVE-2016-6258 XSA-182
                  - CVE 2018-16859
                "0":
                  - CVE-2020-1
                  - CVE-2016-6258
          - pkg:
              name: empty
              secfixes:
        """;

    private readonly List<AdvisoryNote> notes = [];

    [SetUp]
    public void Forget() => notes.Clear();

    [Test]
    public void A_fix_is_read_with_its_further_words_and_a_lost_dash()
    {
        IReadOnlyList<Advisory> advisories = Read(Database);

        Assert.That(notes, Is.Empty);
        Assert.That(advisories.Select(a => a.Id), Is.EqualTo(new[] { "CVE-2016-6258", "CVE-2018-16859" }));
        Assert.That(advisories[0].Related, Is.EqualTo(new[] { "XSA-182" }));
        Assert.That(advisories[0].Affected.Single().Ecosystem.ToString(), Is.EqualTo("Alpine:3.20"));
    }

    [Test]
    public void What_is_fixed_in_zero_was_never_there() =>
        Assert.That(Read(Database).Select(a => a.Id), Has.No.Member("CVE-2020-1"));

    [Test]
    public void The_same_is_read_from_json()
    {
        const string Json = """{"distroversion":"v3.20","packages":[{"pkg":{"name":"a","secfixes":{"1.0-r1":["CVE-1-1"],"0":["CVE-1-2"]}}}]}""";

        Assert.That(Read(Json).Select(a => a.Id), Is.EqualTo(new[] { "CVE-1-1" }));
        Assert.That(notes, Is.Empty);
    }

    [Test]
    public void Databases_that_tell_no_release_are_read_for_the_ecosystem_that_is_said()
    {
        const string Json = """{"packages":[{"pkg":{"name":"a","secfixes":{"1.0-r1":["CVE-1-1"]}}}]}""";

        Advisory advisory = new AlpineReader().Read(Utf8(Json), "x", notes, AdvisoryEcosystem.Parse("Wolfi")).Single();
        Assert.That(advisory.Affected[0].Ecosystem.Name, Is.EqualTo("Wolfi"));
        Assert.That(Read(Json), Is.Empty);
        Assert.That(notes, Has.Count.EqualTo(1));
    }

    [TestCase("packages: 1", "no database")]
    [TestCase("distroversion: v3.1\npackages:\n- 1", "no name")]
    [TestCase("distroversion: v3.1\npackages:\n- pkg: {name: a, secfixes: {1: x}}", "no list")]
    [TestCase("distroversion: v3.1\npackages:\n- pkg: {name: a, secfixes: {1: [x]}}", "no identifier")]
    [TestCase("distroversion: [", "")]
    public void What_cannot_be_read_is_said(string text, string said)
    {
        Assert.That(Read(text), Is.Empty);
        Assert.That(notes.Select(n => n.Message), Has.Some.Contains(said));
    }

    [Test]
    public void A_text_longer_than_the_bound_is_refused()
    {
        Assert.That(new AlpineReader(new() { MaxRecordBytes = 100 }).Read(Utf8(Database), "x", notes), Is.Empty);
        Assert.That(notes, Is.Not.Empty);
    }

    [TestCase("v3.9", "3.9.4")]
    [TestCase("v3.10", "3.10.2")]
    [TestCase("v3.11", "3.11.0")]
    public void The_whole_database_of_a_release_is_read_and_says_the_flaws_of_its_openssl(string release, string version)
    {
        List<Advisory> advisories = [];
        foreach (string part in new[] { "main", "community" })
            advisories.AddRange(new AlpineReader().Read(
                File.ReadAllBytes(Path.Combine(Corpus.Require("vulnerabilities", "alpine-secdb"), $"{release}-{part}.yaml")), part, notes));
        InstalledPackage package = new(PackageUrl.Parse("pkg:apk/alpine/libssl1.1@1.1.1c-r0"), "installed")
        {
            SourceName = "openssl",
            IsFromDistribution = true,
        };
        VulnerabilityReport report = new AdvisoryMatcher(advisories).Match(package, new OperatingSystemRelease("alpine", version));

        Assert.That(notes, Is.Empty, string.Join('\n', notes.Take(20)));
        Assert.That(advisories, Has.Count.GreaterThan(1000));
        Assert.That(report.Matches.Select(m => m.Advisory.Id), Is.SupersetOf(new[] { "CVE-2019-1549", "CVE-2019-1563" }));
    }

    private IReadOnlyList<Advisory> Read(string text) => new AlpineReader().Read(Utf8(text), "x", notes);

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
