using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>Trivy's JSON: schema 2, the list before it, clusters.</summary>
public class TrivyReportTests
{
    private const string Report = """
        {
          "SchemaVersion": 2,
          "ArtifactName": "shop/web:1",
          "ArtifactType": "container_image",
          "Metadata": {
            "OS": {"Family": "debian", "Name": "12.5"},
            "DiffIDs": ["sha256:aa", "sha256:bb"]
          },
          "Results": [
            {
              "Target": "shop/web:1 (debian 12.5)", "Class": "os-pkgs", "Type": "debian",
              "Vulnerabilities": [
                {
                  "VulnerabilityID": "CVE-2024-1001",
                  "VendorIDs": ["DSA-5600-1"],
                  "PkgName": "libcurl4",
                  "PkgIdentifier": {"PURL": "pkg:deb/debian/libcurl4@7.88.1-10?arch=amd64&distro=debian-12.5"},
                  "InstalledVersion": "7.88.1-10",
                  "FixedVersion": "7.88.1-10+deb12u5",
                  "Status": "fixed",
                  "Layer": {"DiffID": "sha256:bb"},
                  "SeveritySource": "debian",
                  "Severity": "HIGH",
                  "PublishedDate": "2024-02-03T04:05:06Z"
                }
              ]
            }
          ]
        }
        """;

    [Test]
    public void Entry_becomes_a_flaw_with_versions_severity_layer_and_place()
    {
        Vulnerability flaw = Reports.Only(Report);

        Assert.Multiple(() =>
        {
            Assert.That(flaw.Id, Is.EqualTo("CVE-2024-1001"));
            Assert.That(flaw.Aliases, Is.EqualTo(new[] { "DSA-5600-1" }));
            Assert.That(flaw.Package, Is.EqualTo("libcurl4"));
            Assert.That(flaw.Installed, Is.EqualTo("7.88.1-10"));
            Assert.That(flaw.FixedIn, Is.EqualTo("7.88.1-10+deb12u5"));
            Assert.That(flaw.Ecosystem, Is.EqualTo("deb"));
            Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.High));
            Assert.That(flaw.SeveritySource, Is.EqualTo("debian"));
            Assert.That(flaw.Layer, Is.EqualTo(1));
            Assert.That(flaw.Published, Is.EqualTo(new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero)));
            Assert.That(flaw.Location!.Span.Line, Is.EqualTo(Reports.LineOf(Report, "\"VulnerabilityID\"")));
            Assert.That(flaw.Location.Path, Is.EqualTo("Results[0].Vulnerabilities[0].VulnerabilityID"));
        });
    }

    [Test]
    public void Report_has_the_name_of_what_was_scanned() => Assert.That(Reports.ReportOf(Report).Identity.Name, Is.EqualTo("shop/web:1"));

    [Test]
    public void Report_without_flaws_is_clean() =>
        Assert.That(Reports.ReportOf("""{"SchemaVersion": 2, "ArtifactName": "x", "Results": [{"Target": "x", "Class": "os-pkgs", "Type": "alpine"}]}"""),
            Has.Property("IsCompared").True.And.Property("Vulnerabilities").Empty.And.Property("Unknown").Empty);

    [TestCase("""{"SchemaVersion": 2, "ArtifactName": "x", "Results": [{"Target": "x", "Class": "config", "Type": "dockerfile"}]}""")]
    [TestCase("""{"SchemaVersion": 2, "ArtifactName": "x", "Results": null}""")]
    public void Report_that_names_nothing_that_was_compared_is_no_pass(string report) =>
        Assert.That(Reports.ReportOf(report).Unknown.Single(), Does.Contain("does not say that it compared"));

    [Test]
    public void Release_without_fixes_is_no_pass() =>
        Assert.That(Reports.ReportOf(Report.Replace("\"12.5\"}", "\"12.5\", \"EOSL\": true}", StringComparison.Ordinal)).Unknown.Single(),
            Does.Contain("debian 12.5").And.Contain("no fixes any more"));

    [Test]
    public void Entry_that_is_not_affected_is_none() =>
        Assert.That(Reports.ReportOf(Report.Replace("\"fixed\"", "\"not_affected\"", StringComparison.Ordinal)).Vulnerabilities, Is.Empty);

    [Test]
    public void Unknown_severity_stays_unknown() => Assert.That(Reports.Only(Report.Replace("HIGH", "UNKNOWN", StringComparison.Ordinal)).Severity, Is.Null);

    [Test]
    public void List_of_results_is_read_as_before_schema_2() =>
        Assert.That(
            Reports.Only("""[{"Target": "x", "Type": "npm", "Vulnerabilities": [{"VulnerabilityID": "CVE-2020-1", "PkgName": "y", "InstalledVersion": "1", "Severity": "LOW"}]}]""").Id,
            Is.EqualTo("CVE-2020-1"));

    [Test]
    public void Resources_of_a_cluster_are_read() =>
        Assert.That(
            Reports.Only("""{"ClusterName": "c", "Resources": [{"Kind": "Pod", "Name": "p", "Results": [{"Target": "x", "Class": "lang-pkgs", "Vulnerabilities": [{"VulnerabilityID": "CVE-2020-1", "PkgName": "y"}]}]}]}""").Package,
            Is.EqualTo("y"));

    [TestCase("\"VulnerabilityID\": \"CVE-2020-2\", ", "VulnerabilityID")]
    [TestCase("\"PkgName\": \"z\", ", "PkgName")]
    public void Entry_without_what_it_must_have_is_an_error_with_its_place_and_its_neighbours_are_judged(string gone, string named)
    {
        string report = """
            {"SchemaVersion": 2, "ArtifactName": "x", "Results": [{"Class": "lang-pkgs", "Vulnerabilities": [
              {"VulnerabilityID": "CVE-2020-1", "PkgName": "y", "Severity": "LOW"},
              {"VulnerabilityID": "CVE-2020-2", "PkgName": "z", "Severity": "LOW"},
              17,
              {"VulnerabilityID": "CVE-2020-3", "PkgName": "y", "Severity": "LOW"}]}]}
            """.Replace(gone, "", StringComparison.Ordinal);

        Sources.SourceContent content = Reports.Read(report);

        Assert.That(((PackageReport)content.Resources.Single()).Vulnerabilities.Select(v => v.Id), Is.EqualTo(new[] { "CVE-2020-1", "CVE-2020-3" }));
        Assert.That(content.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(content.Errors[0].Message, Does.Contain(named));
    }

    [Test]
    public void List_that_is_none_is_an_error() =>
        Assert.That(Reports.Read("""{"SchemaVersion": 2, "ArtifactName": "x", "Results": {"a": 1}}""").Errors.Single().Message, Does.Contain("'Results' must be a list"));

    [Test]
    public void Broken_report_is_an_error_with_its_place_and_what_stands_before_the_break_is_judged()
    {
        string broken = Report[..(Report.IndexOf("\"PublishedDate\"", StringComparison.Ordinal) + 20)];
        string second = Report.Replace("\"Vulnerabilities\": [",
            "\"Vulnerabilities\": [{\"VulnerabilityID\": \"CVE-2020-1\", \"PkgName\": \"y\", \"Severity\": \"LOW\"},", StringComparison.Ordinal);
        second = second[..(second.IndexOf("\"Status\"", StringComparison.Ordinal) + 4)];

        Sources.SourceContent content = Reports.Read(second);

        Assert.That(content.Errors[0].Span.Line, Is.EqualTo(Reports.LineOf(second, "\"Sta")));
        Assert.That(content.Errors[0].Message, Does.Contain("not valid JSON"));
        Assert.That(((PackageReport)content.Resources.Single()).Vulnerabilities[0].Id, Is.EqualTo("CVE-2020-1"));
        Assert.That(Reports.Read(broken).Errors, Is.Not.Empty);
    }

    [Test]
    public void Every_beginning_of_a_report_is_an_error_and_never_a_fault()
    {
        for (int length = Report.IndexOf("\"Results\"", StringComparison.Ordinal) + 9; length < Report.TrimEnd().Length; length += 3)
            Assert.That(Reports.Read(Report[..length]).Errors, Is.Not.Empty.And.All.Property("IsFault").False, Report[..length]);
    }
}
