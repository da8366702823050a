using System.Text.Json;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Reports;

/// <summary>What code scanning reads in SARIF: levels, scores, places.</summary>
public class SarifReportTests
{
    private const string Pod = "{kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {containers: [{name: b, image: \"a:1\", securityContext: {privileged: true}}]}}";

    [TestCase(Severity.Critical, "error")]
    [TestCase(Severity.High, "error")]
    [TestCase(Severity.Medium, "warning")]
    [TestCase(Severity.Low, "note")]
    [TestCase(Severity.Info, "note")]
    public void Level_of_a_result_is_that_of_its_severity_under_the_policy(Severity severity, string level) =>
        Assert.That(Result(Report("pod.yaml", severity)).GetProperty("level").GetString(), Is.EqualTo(level));

    [TestCase(Severity.Critical, "error", "9.5")]
    [TestCase(Severity.High, "error", "8.0")]
    [TestCase(Severity.Medium, "warning", "5.5")]
    [TestCase(Severity.Low, "note", "3.0")]
    [TestCase(Severity.Info, "note", "0.0")]
    public void Rule_has_the_score_of_its_severity(Severity severity, string level, string score)
    {
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Sarif, output, new ReportOptions("1.0.0")))
        {
            report.Begin([new RuleDescriptor("ACME0001", "acme", severity, "Title", "Remedy")]);
            report.End();
        }
        JsonElement rule = Run(output.ToString()).GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];

        Assert.That(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), Is.EqualTo(level));
        Assert.That(rule.GetProperty("properties").GetProperty("security-severity").GetString(), Is.EqualTo(score));
        Assert.That(rule.GetProperty("fullDescription").GetProperty("text").GetString(), Is.EqualTo("Title. Remedy"));
    }

    [TestCase("deploy/pod.yaml", "deploy/pod.yaml")]
    [TestCase("deploy\\pod.yaml", "deploy/pod.yaml")]
    [TestCase("a b/50%#1?.yaml", "a%20b/50%25%231%3F.yaml")]
    [TestCase("c:x/\u00e9.yaml", "c%3Ax/%C3%A9.yaml")]
    public void File_is_a_reference_whose_parts_are_encoded(string path, string uri)
    {
        JsonElement place = Result(Report(path, Severity.High)).GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo(uri));
    }

    [Test]
    public void Region_is_that_of_the_finding()
    {
        JsonElement region = Result(Report("pod.yaml", Severity.High)).GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        int column = Pod.IndexOf("privileged: true", StringComparison.Ordinal) + 1;

        Assert.That(region.GetProperty("startLine").GetInt32(), Is.EqualTo(1));
        Assert.That(region.GetProperty("startColumn").GetInt32(), Is.InRange(column, column + "privileged: ".Length));
        Assert.That(region.GetProperty("endColumn").GetInt32(), Is.EqualTo(column + "privileged: true".Length));
    }

    private static string Report(string path, Severity severity)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).Rule("CSEC2001", new RuleSetting { Severity = severity }).Build());
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Sarif, output, new ReportOptions("1.0.0")))
        {
            report.Begin(engine.Rules);
            report.Write(engine.Evaluate(Pod, path));
            report.End();
        }
        return output.ToString();
    }

    private static JsonElement Run(string report)
    {
        using var json = JsonDocument.Parse(report);
        return json.RootElement.GetProperty("runs")[0].Clone();
    }

    private static JsonElement Result(string report) => Run(report).GetProperty("results")[0];
}
