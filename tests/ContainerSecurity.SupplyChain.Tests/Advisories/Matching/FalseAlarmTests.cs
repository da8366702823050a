using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;
using OperatingSystemRelease = ContainerSecurity.SupplyChain.Inventories.OperatingSystemRelease;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Matching;

/// <summary>False alarms and misses that users of other scanners reported, by the thread that tells of them.</summary>
public sealed class FalseAlarmTests
{
    [Test]
    public void AlmaLinux_is_not_judged_by_the_data_of_Red_Hat_whose_packages_it_does_not_take_as_they_are() // grype 2745
    {
        Advisory redHat = Fixed("CVE-1", "Red Hat:enterprise_linux:8::baseos", "openssl", "99-1");
        InstalledPackage package = Package("pkg:rpm/almalinux/openssl@1-1");

        Assert.That(new AdvisoryMatcher([redHat]).Match(package, new OperatingSystemRelease("almalinux", "8.9")).Matches, Is.Empty);
        Assert.That(new AdvisoryMatcher([redHat]).Match(package, new OperatingSystemRelease("centos", "8")).Matches, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_release_past_its_end_without_advisories_does_not_pass_as_clean() // stackrox 20962, osv-scanner 854
    {
        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> notes) =
            Scan([Fixed("CVE-1", "Debian:12", "curl", "9")], Package("pkg:deb/debian/curl@7.1-1"), new("debian", "8"));

        Assert.That(flaws, Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("not judged").And.Contain("Debian:8"));
    }

    [Test]
    public void A_package_from_another_repository_is_not_judged_by_the_release_though_its_name_is_the_same() // trivy 403, 722; trivy-db 598
    {
        InstalledPackage foreign = Package("pkg:deb/debian/nodejs@18.0.0-1nodesource1") with { IsFromDistribution = false, Vendor = "Somebody" };
        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> notes) =
            Scan([Fixed("CVE-1", "Debian:12", "nodejs", "20.0-1")], foreign, new("debian", "12"));

        Assert.That(flaws, Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("nodejs"));
    }

    [TestCase("pkg:pypi/netaddr@0.8.0", "npm", "netaddr")] // grype 212
    [TestCase("pkg:npm/nx@15.0.0", "PyPI", "nx")] // grype 580
    [TestCase("pkg:cargo/chainsaw@0.1.0", "Go", "chainsaw")] // grype 890
    [TestCase("pkg:maven/org.example/core@1.0", "Maven", "core")] // grype 342
    [TestCase("pkg:maven/org.example/core@1.0", "Maven", "org.other:core")]
    public void The_same_name_elsewhere_is_another_package(string url, string ecosystem, string name) =>
        Assert.That(new AdvisoryMatcher([Fixed("CVE-1", ecosystem, name, "999.0")]).Match(new InstalledPackage(PackageUrl.Parse(url), "lock")).Matches,
            Is.Empty);

    [Test]
    public void What_Debian_calls_unimportant_is_negligible_and_undetermined_is_not_affected() // osv-scanner 1556, 2201; vunnel
    {
        const string Tracker = """
            {"curl": {"CVE-1": {"releases": {"bookworm": {"status": "open", "urgency": "unimportant"}}},
                      "CVE-2": {"releases": {"bookworm": {"status": "undetermined"}}},
                      "CVE-3": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "0"}}},
                      "CVE-4": {"releases": {"bookworm": {"status": "resolved", "fixed_version": "8.0-1", "nodsa": "Minor issue"}}}}}
            """;
        IReadOnlyList<Advisory> advisories = new DebianTrackerReader().Read(Encoding.UTF8.GetBytes(Tracker), "tracker.json", []);
        IReadOnlyList<Vulnerability> flaws = Scan(advisories, Package("pkg:deb/debian/curl@7.88-1"), new("debian", "12")).Flaws;

        Assert.That(flaws.Select(f => (f.Id, f.Severity, f.FixedIn)), Is.EqualTo(new[]
        {
            ("CVE-1", (VulnerabilitySeverity?)VulnerabilitySeverity.Negligible, (string?)null), ("CVE-4", null, "8.0-1"),
        }));
    }

    [Test]
    public void A_statement_on_the_CVE_settles_what_the_distribution_has_under_a_name_of_its_own() // osv-scanner 634
    {
        Advisory distribution = Fixed("DEBIAN-CVE-2024-1", "Debian:12", "curl", "9") with { Upstream = ["CVE-2024-1"] };
        var said = new VexStatement("CVE-2024-1", VexStatus.NotAffected,
            [new VexProduct(PackageUrl.Parse("pkg:deb/debian/curl"), null)])
        { Justification = "component_not_present" };
        var other = said with { Vulnerability = "CVE-2024-2" };

        Assert.That(Scan([distribution], Package("pkg:deb/debian/curl@1-1"), new("debian", "12"), said).Flaws, Is.Empty);
        Assert.That(Scan([distribution], Package("pkg:deb/debian/curl@1-1"), new("debian", "12"), other).Flaws.Single().Id, Is.EqualTo("CVE-2024-1"));
    }

    [Test]
    public void The_word_of_the_vendor_counts_and_not_the_score_of_somebody_else() // trivy 6714
    {
        Advisory advisory = Fixed("CVE-1", "Debian:12", "curl", "9") with
        {
            Severities = [new AdvisorySeverity("NVD", AdvisoryLevel.Critical) { Score = 9.8 }],
            Affected =
            [
                new AffectedPackage(AdvisoryEcosystem.Parse("Debian:12"), "curl")
                {
                    Ranges = [AffectedRange.Before("9")],
                    Severities = [new AdvisorySeverity("debian-tracker", AdvisoryLevel.Low)],
                },
            ],
        };
        Vulnerability flaw = Scan([advisory], Package("pkg:deb/debian/curl@1-1"), new("debian", "12")).Flaws.Single();

        Assert.That((flaw.Severity, flaw.SeveritySource), Is.EqualTo((VulnerabilitySeverity.Low, "debian-tracker")));
    }

    [TestCase("pkg:nuget/newtonsoft.json@12.0.1", "NuGet", "Newtonsoft.Json")] // trivy 9456, osv.dev 5292
    [TestCase("pkg:pypi/zope.interface@1.0", "PyPI", "zope-interface")] // trivy 11146
    public void A_name_that_is_written_otherwise_is_found(string url, string ecosystem, string name) =>
        Assert.That(new AdvisoryMatcher([Fixed("CVE-1", ecosystem, name, "99.0")]).Match(new InstalledPackage(PackageUrl.Parse(url), "lock")).Matches,
            Has.Count.EqualTo(1));

    private static (IReadOnlyList<Vulnerability> Flaws, IReadOnlyList<AdvisoryNote> Notes) Scan(
        IReadOnlyList<Advisory> advisories, InstalledPackage package, OperatingSystemRelease release, params VexStatement[] said) =>
        new VulnerabilityScanner(new AdvisoryFeed(advisories, null, null, []), new VexBook(said)).Find(new PackageInventory([package], release, []), []);

    private static InstalledPackage Package(string url) => new(PackageUrl.Parse(url), "status") { IsFromDistribution = true };

    private static Advisory Fixed(string id, string ecosystem, string name, string version) => new(id)
    {
        Affected = [new AffectedPackage(AdvisoryEcosystem.Parse(ecosystem), name) { Ranges = [AffectedRange.Before(version)] }],
    };
}
