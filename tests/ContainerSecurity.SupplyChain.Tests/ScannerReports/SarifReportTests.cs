using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.Tests.ScannerReports;

/// <summary>SARIF 2.1.0 of scanners that look for known flaws.</summary>
public class SarifReportTests
{
    private static string Run(string tool, string rule, string results) =>
        $$$"""
        {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [{
          "tool": {"driver": {"name": "{{{tool}}}", "rules": [{{{rule}}}]}},
          "results": [{{{results}}}]}]}
        """;

    private const string TrivyRule = """{"id": "CVE-2024-1", "properties": {"security-severity": "8.0", "tags": ["vulnerability", "security", "HIGH"]}, "defaultConfiguration": {"level": "error"}}""";
    private const string TrivyResult = """
        {"ruleId": "CVE-2024-1", "ruleIndex": 0, "level": "error",
         "message": {"text": "Package: libssl3\nInstalled Version: 3.0.1-r0\nVulnerability CVE-2024-1\nSeverity: HIGH\nFixed Version: 3.0.2-r0\nLink: [CVE-2024-1](https://example.com)"},
         "locations": [{"physicalLocation": {"artifactLocation": {"uri": "lib/apk/db/installed"}}}]}
        """;

    [Test]
    public void Result_of_Trivy_names_package_and_versions_in_its_text()
    {
        Vulnerability flaw = Reports.Only(Run("Trivy", TrivyRule, TrivyResult));

        Assert.Multiple(() =>
        {
            Assert.That((flaw.Id, flaw.Package, flaw.Installed, flaw.FixedIn), Is.EqualTo(("CVE-2024-1", "libssl3", "3.0.1-r0", "3.0.2-r0")));
            Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.High));
            Assert.That(flaw.File, Is.EqualTo("lib/apk/db/installed"));
            Assert.That(flaw.Location!.Path, Is.EqualTo("runs[0].results[0].ruleId"));
        });
    }

    [Test]
    public void Result_of_Grype_names_them_in_a_sentence()
    {
        Vulnerability flaw = Reports.Only(Run(
            "Grype",
            """{"id": "GHSA-aaaa-bbbb-cccc-lodash", "properties": {"security-severity": "9.1", "purls": ["pkg:npm/lodash@4.17.20"]}}""",
            """{"ruleId": "GHSA-aaaa-bbbb-cccc-lodash", "message": {"text": "A medium vulnerability in npm package: lodash, version 4.17.20 was found at: /app/package-lock.json"}}"""));

        Assert.That((flaw.Id, flaw.Package, flaw.Installed, flaw.Url), Is.EqualTo(("GHSA-aaaa-bbbb-cccc", "lodash", "4.17.20", "pkg:npm/lodash@4.17.20")));
        Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.Medium));
    }

    [Test]
    public void Result_of_OSV_Scanner_names_the_other_names_too()
    {
        Vulnerability flaw = Reports.Only(Run(
            "osv-scanner",
            """{"id": "CVE-2024-8"}""",
            """{"ruleId": "CVE-2024-8", "level": "warning", "message": {"text": "Package 'thing@1.0.0' is vulnerable to 'CVE-2024-8' (also known as 'GHSA-aaaa-bbbb-cccc')."}}"""));

        Assert.That((flaw.Id, flaw.Package, flaw.Installed, flaw.Aliases.Single()), Is.EqualTo(("CVE-2024-8", "thing", "1.0.0", "GHSA-aaaa-bbbb-cccc")));
        Assert.That(flaw.Severity, Is.EqualTo(VulnerabilitySeverity.Medium));
    }

    [TestCase("9.8", null, VulnerabilitySeverity.Critical)]
    [TestCase("7.0", "note", VulnerabilitySeverity.High)]
    [TestCase("0.0", "error", VulnerabilitySeverity.High)]
    [TestCase(null, "error", VulnerabilitySeverity.High)]
    [TestCase(null, "note", VulnerabilitySeverity.Low)]
    [TestCase(null, null, VulnerabilitySeverity.Medium)]
    public void Score_counts_before_the_level(string? score, string? level, VulnerabilitySeverity expected)
    {
        string rule = score is null ? """{"id": "CVE-2024-1"}""" : $$$"""{"id": "CVE-2024-1", "properties": {"security-severity": "{{{score}}}"}}""";
        string result = $$$"""{"ruleId": "CVE-2024-1", {{{(level is null ? "" : $"\"level\": \"{level}\",")}}} "message": {"text": "x"}}""";

        Assert.That(Reports.Only(Run("Other", rule, result)).Severity, Is.EqualTo(expected));
    }

    [Test]
    public void Package_that_no_text_names_is_where_the_result_is() =>
        Assert.That(
            Reports.Only(Run("Other", "", """{"ruleId": "CVE-2024-1", "message": {"text": "x"}, "locations": [{"logicalLocations": [{"name": "curl", "fullyQualifiedName": "image:curl"}]}]}""")).Package,
            Is.EqualTo("image:curl"));

    [TestCase("""{"ruleId": "CVE-2024-1", "kind": "pass", "message": {"text": "x"}}""")]
    [TestCase("""{"ruleId": "CVE-2024-1", "baselineState": "absent", "message": {"text": "x"}}""")]
    [TestCase("""{"ruleId": "CVE-2024-1", "suppressions": [{"kind": "external"}], "message": {"text": "x"}}""")]
    public void Result_that_does_not_count_is_none(string result) => Assert.That(Reports.ReportOf(Run("Trivy", TrivyRule, result)).Vulnerabilities, Is.Empty);

    [TestCase("underReview")]
    [TestCase("rejected")]
    public void Suppression_that_is_questioned_counts_for_nothing(string status) =>
        Assert.That(
            Reports.Only(Run("Trivy", TrivyRule, $$$"""{"ruleId": "CVE-2024-1", "suppressions": [{"kind": "external", "status": "{{{status}}}"}], "message": {"text": "x"}}""")).Id,
            Is.EqualTo("CVE-2024-1"));

    [Test]
    public void Rule_is_found_by_its_number_in_an_extension() =>
        Assert.That(
            Reports.Only("""
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}, "extensions": [{"name": "y", "rules": [{"id": "CVE-2024-4", "properties": {"security-severity": "9.9"}}]}]},
                 "results": [{"rule": {"index": 0, "toolComponent": {"index": 0}}, "message": {"text": "x"}}]}]}
                """),
            Has.Property("Id").EqualTo("CVE-2024-4").And.Property("Severity").EqualTo(VulnerabilitySeverity.Critical));

    [Test]
    public void Findings_of_a_program_that_looks_for_other_things_are_none_of_ours() =>
        Assert.That(Reports.Read(Run("CodeQL", """{"id": "cs/sql-injection"}""", """{"ruleId": "cs/sql-injection", "message": {"text": "x"}}""")).Resources, Is.Empty);

    [Test]
    public void Empty_report_of_a_scanner_of_flaws_is_clean() =>
        Assert.That(Reports.ReportOf(Run("Grype", "", "")), Has.Property("IsCompared").True.And.Property("Unknown").Empty);
}
