using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>OSV-Scanner's JSON.</summary>
public class OsvScannerReportTests
{
    private const string Report = """
        {
          "results": [
            {
              "source": {"path": "/app/package-lock.json", "type": "lockfile"},
              "packages": [
                {
                  "package": {"name": "@scope/thing", "version": "1.5.0", "ecosystem": "npm"},
                  "licenses": ["MIT"],
                  "vulnerabilities": [
                    {
                      "id": "GHSA-aaaa-bbbb-cccc", "aliases": ["CVE-2024-5"], "published": "2024-01-02T00:00:00Z",
                      "affected": [
                        {"package": {"name": "@scope/thing", "ecosystem": "npm"},
                         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}, {"introduced": "1.4.0"}, {"fixed": "1.5.1"}]},
                                    {"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.1.0"}]}]},
                        {"package": {"name": "other", "ecosystem": "npm"}, "ranges": [{"type": "SEMVER", "events": [{"fixed": "1.5.0-x"}]}]}
                      ],
                      "database_specific": {"severity": "MODERATE"}
                    },
                    {"id": "MAL-2024-9", "withdrawn": "2024-02-01T00:00:00Z"}
                  ],
                  "groups": [{"ids": ["GHSA-aaaa-bbbb-cccc"], "aliases": ["CVE-2024-5", "GHSA-aaaa-bbbb-cccc"], "max_severity": "9.8"}]
                }
              ]
            }
          ]
        }
        """;

    [Test]
    public void Group_is_one_flaw_with_the_version_that_mends_it()
    {
        Vulnerability flaw = Reports.Only(Report);

        Assert.Multiple(() =>
        {
            Assert.That(flaw.Id, Is.EqualTo("CVE-2024-5"));
            Assert.That(flaw.Aliases, Is.EqualTo(new[] { "GHSA-aaaa-bbbb-cccc" }));
            Assert.That(flaw.FixedIn, Is.EqualTo("1.5.1"));
            Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.Medium));
            Assert.That(flaw.Url, Is.EqualTo("pkg:npm/%40scope/thing@1.5.0"));
            Assert.That(flaw.File, Is.EqualTo("/app/package-lock.json"));
            Assert.That(flaw.Location!.Path, Is.EqualTo("results[0].packages[0].vulnerabilities[0].id"));
        });
    }

    [Test]
    public void Score_counts_where_nobody_says_a_word() =>
        Assert.That(Reports.Only(Report.Replace("\"MODERATE\"", "\"\"", StringComparison.Ordinal)).Severity, Is.EqualTo(VulnerabilitySeverity.Critical));

    [Test]
    public void Record_outside_of_any_group_counts() =>
        Assert.That(Reports.ReportOf(Report.Replace("\"withdrawn\"", "\"modified\"", StringComparison.Ordinal)).Vulnerabilities.Select(v => v.Id),
            Is.EqualTo(new[] { "CVE-2024-5", "MAL-2024-9" }));

    [Test]
    public void Licences_are_those_of_the_package() => Assert.That(Reports.ReportOf(Report).Packages!.Single().Licenses, Is.EqualTo(new[] { "MIT" }));

    [Test]
    public void Package_of_a_distribution_has_its_url_and_its_flaw_the_number_upstream()
    {
        const string Debian = """
            {"results": [{"source": {"path": "x", "type": "docker"}, "packages": [{"package": {"name": "curl", "version": "7.88.1-10", "ecosystem": "Debian:12"},
              "vulnerabilities": [{"id": "DEBIAN-CVE-2024-7", "upstream": ["CVE-2024-7"], "affected": [{"package": {"name": "curl", "ecosystem": "Debian:12"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "7.88.1-10+deb12u9"}]}]}]}], "groups": [{"ids": ["DEBIAN-CVE-2024-7"], "max_severity": ""}]}]}]}
            """;
        Vulnerability flaw = Reports.Only(Debian);

        Assert.That((flaw.Id, flaw.Url, flaw.FixedIn), Is.EqualTo(("CVE-2024-7", "pkg:deb/debian/curl@7.88.1-10", "7.88.1-10+deb12u9")));
        Assert.That(flaw.Severity, Is.Null);
    }

    [Test]
    public void Nothing_found_is_clean() => Assert.That(Reports.ReportOf("""{"results": [], "experimental_config": {}}""").Unknown, Is.Empty);

    [Test]
    public void Other_results_are_no_report_of_it() => Assert.That(Reports.Read("""{"results": [], "total": 3}""").Resources, Is.Empty);
}
