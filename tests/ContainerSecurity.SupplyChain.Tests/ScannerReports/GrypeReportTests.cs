using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>Grype's JSON.</summary>
public class GrypeReportTests
{
    private const string Report = """
        {
          "matches": [
            {
              "vulnerability": {
                "id": "GHSA-aaaa-bbbb-cccc", "namespace": "github:language:javascript", "severity": "Critical",
                "fix": {"versions": ["4.17.21"], "state": "fixed"},
                "epss": [{"cve": "CVE-2024-2", "epss": 0.25, "percentile": 0.9}, {"cve": "CVE-2024-2", "epss": 0.5}],
                "knownExploited": [{"cve": "CVE-2024-2"}]
              },
              "relatedVulnerabilities": [{"id": "CVE-2024-2", "severity": "High"}],
              "artifact": {
                "name": "lodash", "version": "4.17.20", "type": "npm", "purl": "pkg:npm/lodash@4.17.20",
                "locations": [{"path": "/app/package-lock.json", "layerID": "sha256:l2"}]
              }
            }
          ],
          "source": {"type": "image", "target": {"userInput": "shop/web:1", "layers": [{"digest": "sha256:l1"}, {"digest": "sha256:l2"}]}},
          "descriptor": {"name": "grype", "version": "0.90.0"}
        }
        """;

    [Test]
    public void Match_becomes_a_flaw_under_its_number_with_all_that_is_said_of_it()
    {
        PackageReport report = Reports.ReportOf(Report);
        Vulnerability flaw = report.Vulnerabilities.Single();

        Assert.Multiple(() =>
        {
            Assert.That(report.Identity.Name, Is.EqualTo("shop/web:1"));
            Assert.That(flaw.Id, Is.EqualTo("CVE-2024-2"));
            Assert.That(flaw.Aliases, Is.EqualTo(new[] { "GHSA-aaaa-bbbb-cccc" }));
            Assert.That(flaw.FixedIn, Is.EqualTo("4.17.21"));
            Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.Critical));
            Assert.That(flaw.SeveritySource, Is.EqualTo("github"));
            Assert.That(flaw.Likelihood, Is.EqualTo(0.5));
            Assert.That(flaw.IsExploited, Is.True);
            Assert.That(flaw.Layer, Is.EqualTo(1));
            Assert.That(flaw.File, Is.EqualTo("app/package-lock.json"));
            Assert.That(flaw.Location!.Span.Line, Is.EqualTo(5));
        });
    }

    [TestCase("wont-fix")]
    [TestCase("not-fixed")]
    public void Flaw_that_is_not_mended_has_no_version(string state) =>
        Assert.That(Reports.Only(Report.Replace("\"fixed\"", $"\"{state}\"", StringComparison.Ordinal)).FixedIn, Is.Null);

    [Test]
    public void Severity_that_is_unknown_is_that_of_the_related_flaw()
    {
        Vulnerability flaw = Reports.Only(Report.Replace("\"Critical\"", "\"Unknown\"", StringComparison.Ordinal));

        Assert.That((flaw.Severity, flaw.SeveritySource), Is.EqualTo(((VulnerabilitySeverity?)VulnerabilitySeverity.High, (string?)null)));
    }

    [Test]
    public void Advisory_that_joins_several_flaws_is_one_finding_for_each()
    {
        string report = Report.Replace("GHSA-aaaa-bbbb-cccc", "RHSA-2024:1", StringComparison.Ordinal)
            .Replace("{\"id\": \"CVE-2024-2\", \"severity\": \"High\"}", "{\"id\": \"CVE-2024-2\"}, {\"id\": \"CVE-2024-3\"}", StringComparison.Ordinal);

        Assert.That(Reports.ReportOf(report).Vulnerabilities.Select(v => (v.Id, v.Aliases[0])),
            Is.EqualTo(new[] { ("CVE-2024-2", "RHSA-2024:1"), ("CVE-2024-3", "RHSA-2024:1") }));
    }

    [Test]
    public void No_match_is_clean() =>
        Assert.That(Reports.ReportOf("""{"matches": [], "descriptor": {"name": "grype"}}"""), Has.Property("IsCompared").True.And.Property("Unknown").Empty);

    [Test]
    public void Match_without_a_package_is_an_error() =>
        Assert.That(Reports.Read("""{"matches": [{"vulnerability": {"id": "CVE-1"}}], "descriptor": {}}""").Errors.Single().Message, Does.Contain("no 'artifact'"));
}
