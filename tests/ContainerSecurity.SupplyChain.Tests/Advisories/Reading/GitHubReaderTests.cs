using System.Text;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Reading;

/// <summary>Advisories as GitHub's REST interface answers them.</summary>
public sealed class GitHubReaderTests
{
    private readonly List<AdvisoryNote> notes = [];

    [SetUp]
    public void Clear() => notes.Clear();

    [TestCase("< 1.2.0", "1.1.9", "1.2.0", true)]
    [TestCase("< 1.2.0", "1.2.0-rc.1", "1.2.0", true)]
    [TestCase("< 1.2.0", "1.2.0", "1.2.0", false)]
    [TestCase("<= 1.2.0", "1.2.0", "1.2.1", true)]
    [TestCase("<= 1.2.0", "1.2.1", "1.2.1", false)]
    [TestCase("= 1.2.0", "1.2.0", "1.2.1", true)]
    [TestCase("= 1.2.0", "1.1.0", "1.2.1", false)]
    [TestCase(">= 1.0.0, < 1.2.0", "0.9.0", "1.2.0", false)]
    [TestCase(">= 1.0.0, < 1.2.0", "1.0.0", "1.2.0", true)]
    [TestCase("> 1.0.0, < 1.2.0", "1.0.0", "1.2.0", false)]
    [TestCase("> 1.0.0, < 1.2.0", "1.0.1", "1.2.0", true)]
    [TestCase("> 1.0.0", "99.0.0", null, true)]
    public void A_range_means_what_its_comparisons_say(string range, string version, string? patched, bool isAffected)
    {
        Advisory advisory = Read(Record(range, patched)).Single();
        VulnerabilityMatch? match = new AdvisoryMatcher([advisory]).Match(new InstalledPackage(PackageUrl.Parse($"pkg:npm/left-pad@{version}"), "lock"))
            .Matches.SingleOrDefault();

        Assert.That(match is not null, Is.EqualTo(isAffected));
        if (isAffected)
            Assert.That(match!.FixedVersion, Is.EqualTo(patched));
        Assert.That(notes, Is.Empty);
    }

    [Test]
    public void An_advisory_has_its_names_dates_and_severities_the_word_first()
    {
        Advisory advisory = Read($"[{Record("< 1", "1")}]").Single();

        Assert.Multiple(() =>
        {
            Assert.That((advisory.Id, advisory.Source), Is.EqualTo(("GHSA-aaaa-bbbb-cccc", "github")));
            Assert.That(advisory.Aliases, Is.EqualTo(new[] { "CVE-2024-1" }));
            Assert.That(advisory.Modified, Is.EqualTo(new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero)));
            Assert.That(advisory.Severities.Select(s => s.Level), Is.EqualTo(new[] { AdvisoryLevel.Medium, AdvisoryLevel.Critical, AdvisoryLevel.Critical }));
        });
    }

    [TestCase("1.x || 2.x", "cannot be read")]
    [TestCase("~> 1.0", "cannot be read")]
    public void A_range_that_cannot_be_read_affects_all_versions_and_is_said(string range, string said)
    {
        Advisory advisory = Read(Record(range, null)).Single();

        Assert.That(new AdvisoryMatcher([advisory]).Match(new InstalledPackage(PackageUrl.Parse("pkg:npm/left-pad@7.0.0"), "lock")).Matches,
            Has.Count.EqualTo(1));
        Assert.That(notes.Single().Message, Does.Contain(said));
    }

    [Test]
    public void An_ecosystem_that_is_not_known_is_said()
    {
        Assert.That(Read(Record("< 1", "1").Replace("\"npm\"", "\"other\"", StringComparison.Ordinal)).Single().Affected, Is.Empty);
        Assert.That(notes.Single().Message, Does.Contain("'other'"));
    }

    private static string Record(string range, string? patched) => $$$"""
        {"ghsa_id": "GHSA-aaaa-bbbb-cccc", "cve_id": "CVE-2024-1", "summary": "s", "severity": "medium",
         "identifiers": [{"type": "GHSA", "value": "GHSA-aaaa-bbbb-cccc"}, {"type": "CVE", "value": "CVE-2024-1"}],
         "published_at": "2024-01-01T00:00:00Z", "updated_at": "2024-02-01T00:00:00Z", "withdrawn_at": null,
         "vulnerabilities": [{"package": {"ecosystem": "npm", "name": "left-pad"}, "vulnerable_version_range": "{{{range}}}",
           "first_patched_version": {{{(patched is null ? "null" : $"\"{patched}\"")}}} }],
         "cvss_severities": {"cvss_v3": {"vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "score": 9.8},
           "cvss_v4": {"vector_string": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "score": 9.3} } }
        """;

    private IReadOnlyList<Advisory> Read(string json) => new GitHubReader().Read(Encoding.UTF8.GetBytes(json), "github.json", notes);
}
