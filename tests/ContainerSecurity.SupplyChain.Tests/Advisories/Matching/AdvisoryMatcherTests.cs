using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Matching;

public sealed class AdvisoryMatcherTests
{
    private static readonly OperatingSystemRelease Bookworm = new("debian", "12");

    [Test]
    public void A_package_of_a_distribution_is_matched_by_its_source_and_the_version_of_that()
    {
        InstalledPackage package = Deb("libssl3", "3.0.9-1+b1") with { SourceName = "openssl", SourceVersion = "3.0.9-1" };
        VulnerabilityReport report = new AdvisoryMatcher([Fixed("CVE-1", "Debian:12", "openssl", "3.0.9-1+deb12u1")]).Match(package, Bookworm);

        Assert.That(report.Matches, Has.Count.EqualTo(1));
        Assert.That(report.Matches[0].Advisory.Id, Is.EqualTo("CVE-1"));
        Assert.That(report.Matches[0].FixedVersion, Is.EqualTo("3.0.9-1+deb12u1"));
        Assert.That(report.Matches[0].Status, Is.EqualTo(VulnerabilityStatus.Fixed));
        Assert.That(report.Notes, Is.Empty);
    }

    [TestCase("Debian:11", "openssl")]
    [TestCase("Ubuntu:22.04", "openssl")]
    [TestCase("npm", "openssl")]
    [TestCase("Debian:12", "libssl3")]
    [TestCase("Debian:12", "OpenSSL")]
    public void Neither_another_release_nor_another_ecosystem_nor_another_name_is_matched(string ecosystem, string name)
    {
        InstalledPackage package = Deb("libssl3", "3.0.9-1") with { SourceName = "openssl", SourceVersion = "3.0.9-1" };

        Assert.That(new AdvisoryMatcher([Fixed("CVE-1", ecosystem, name, "9")]).Match(package, Bookworm).Matches, Is.Empty);
    }

    [Test]
    public void Names_of_other_ecosystems_are_none_of_ours()
    {
        Advisory siemens = Fixed("CVE-1", "npm", "nx", "99");
        InstalledPackage python = Language("pkg:pypi/nx@1.0");

        Assert.That(new AdvisoryMatcher([siemens]).Match(python).Matches, Is.Empty);
        Assert.That(new AdvisoryMatcher([siemens]).Match(Language("pkg:npm/nx@1.0")).Matches, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_package_that_somebody_else_made_is_not_judged_by_the_distribution_and_that_is_said()
    {
        InstalledPackage package = Deb("docker-ce", "1.0") with { IsFromDistribution = false };
        VulnerabilityReport report = new AdvisoryMatcher([Fixed("CVE-1", "Debian:12", "docker-ce", "2.0")]).Match(package, Bookworm);

        Assert.That(report.Matches, Is.Empty);
        Assert.That(report.Notes.Single().Message, Does.Contain("docker-ce 1.0").And.Contain("not made by the distribution"));
    }

    [TestCase(null, null, "not known")]
    [TestCase("nixos", "24.05", "'nixos 24.05'")]
    [TestCase("debian", "9", "No advisories for 'Debian:9'")]
    public void A_release_without_advisories_is_said_and_not_silently_clean(string? id, string? version, string said)
    {
        OperatingSystemRelease? release = id is null ? null : new(id, version);
        InstalledPackage package = new(new PackageUrl("deb", null, "curl", "1"), "status") { IsFromDistribution = true };
        VulnerabilityReport report = new AdvisoryMatcher([Fixed("CVE-1", "Debian:12", "curl", "2")]).Match(package, release);

        Assert.That(report.Matches, Is.Empty);
        Assert.That(report.Notes.Single().Message, Does.Contain(said));
    }

    [Test]
    public void An_ecosystem_without_advisories_and_a_type_without_ecosystem_are_said()
    {
        VulnerabilityReport report = new AdvisoryMatcher([]).Match(
            new PackageInventory([Language("pkg:npm/a@1"), Language("pkg:generic/b@1"), Language("pkg:npm/c@1")], null, []));

        Assert.That(report.Notes.Select(n => n.Message), Has.Some.Contains("2 packages").And.Some.Contains("'generic'"));
    }

    [Test]
    public void A_version_that_cannot_be_compared_is_said()
    {
        VulnerabilityReport report = new AdvisoryMatcher([Fixed("CVE-1", "Go", "example.org/a", "2.0.0")])
            .Match(Language("pkg:golang/example.org/a@(devel)"));

        Assert.That(report.Matches, Is.Empty);
        Assert.That(report.Notes.Single().Message, Does.Contain("example.org/a"));
    }

    [Test]
    public void A_withdrawn_advisory_affects_nothing()
    {
        Advisory withdrawn = Fixed("CVE-1", "Debian:12", "curl", "9") with { Withdrawn = DateTimeOffset.UnixEpoch };

        Assert.That(new AdvisoryMatcher([withdrawn]).Match(Deb("curl", "1"), Bookworm).Matches, Is.Empty);
    }

    [TestCase("pkg:nuget/Newtonsoft.Json@12.0.1", "NuGet", "newtonsoft.json")]
    [TestCase("pkg:pypi/zope-interface@1.0", "PyPI", "zope.interface")]
    [TestCase("pkg:golang/github.com/burntsushi/toml@v1.0.0", "Go", "github.com/BurntSushi/toml")]
    [TestCase("pkg:maven/org.a/b@1.0", "Maven", "org.a:b")]
    [TestCase("pkg:npm/%40a/b@1.0.0", "npm", "@a/b")]
    [TestCase("pkg:swift/github.com/apple/swift-nio@1.0.0", "SwiftURL", "https://github.com/apple/swift-nio.git")]
    [TestCase("pkg:composer/a/b@1.0", "Packagist", "A/B")]
    public void Writings_of_one_name_are_one(string url, string ecosystem, string name) =>
        Assert.That(new AdvisoryMatcher([Fixed("CVE-1", ecosystem, name, "99")]).Match(Language(url)).Matches, Has.Count.EqualTo(1));

    [Test]
    public void Advisories_for_rpm_may_name_the_binary_package()
    {
        InstalledPackage package = new(PackageUrl.Parse("pkg:rpm/almalinux/openssl-libs@1.1.1k-4.el8?epoch=1"), "rpmdb.sqlite")
        {
            Version = "1:1.1.1k-4.el8",
            SourceName = "openssl",
            SourceVersion = "1:1.1.1k-4.el8",
            IsFromDistribution = true,
        };
        OperatingSystemRelease release = new("almalinux", "8.5");

        foreach (string name in new[] { "openssl", "openssl-libs" })
        {
            AdvisoryMatcher matcher = new([Fixed("CVE-1", "AlmaLinux:8", name, "1:1.1.1k-5.el8_5")]);
            Assert.That(matcher.Match(package, release).Matches, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void An_advisory_for_a_module_is_for_no_other_stream_of_it()
    {
        Advisory advisory = new("CVE-1")
        {
            Affected =
            [
                new AffectedPackage(AdvisoryEcosystem.Parse("Red Hat:enterprise_linux:8"), "nodejs")
                {
                    Module = "nodejs:12",
                    Ranges = [AffectedRange.Before("1:99-1")],
                },
            ],
        };
        InstalledPackage package = new(PackageUrl.Parse("pkg:rpm/redhat/nodejs@12.0-1"), "rpmdb.sqlite")
        {
            IsFromDistribution = true,
            Module = "nodejs:10",
        };
        AdvisoryMatcher matcher = new([advisory]);

        Assert.That(matcher.Match(package, new("rhel", "8.4")).Matches, Is.Empty);
        Assert.That(matcher.Match(package with { Module = "nodejs:12" }, new("rhel", "8.4")).Matches, Has.Count.EqualTo(1));
    }

    [Test]
    public void Fixes_of_a_stream_that_must_be_paid_for_are_not_those_of_the_release() =>
        Assert.That(
            new AdvisoryMatcher([Fixed("CVE-1", "Ubuntu:Pro:18.04:LTS", "curl", "9"), Fixed("CVE-2", "Ubuntu:18.04:LTS", "curl", "9")])
                .Match(Deb("curl", "1"), new("ubuntu", "18.04")).Matches.Select(m => m.Advisory.Id),
            Is.EqualTo(new[] { "CVE-2" }));

    [Test]
    public void A_hundred_thousand_advisories_are_matched_with_five_hundred_packages()
    {
        AdvisoryMatcher matcher = new(Enumerable.Range(0, 100_000).Select(i => Fixed($"CVE-{i}", "Debian:12", $"p{i % 20_000}", "2.0-1")));
        PackageInventory inventory = new([.. Enumerable.Range(0, 500).Select(i => Deb($"p{i}", "1.0-1"))], Bookworm, []);
        VulnerabilityReport report = matcher.Match(inventory);

        Assert.That(report.Matches, Has.Count.EqualTo(2500));
    }

    private static Advisory Fixed(string id, string ecosystem, string name, string version) => new(id)
    {
        Affected = [new AffectedPackage(AdvisoryEcosystem.Parse(ecosystem), name) { Ranges = [AffectedRange.Before(version)] }],
    };

    private static InstalledPackage Deb(string name, string version) =>
        new(new PackageUrl("deb", "debian", name, version), "var/lib/dpkg/status") { IsFromDistribution = true };

    private static InstalledPackage Language(string url) => new(PackageUrl.Parse(url), "lock");
}
