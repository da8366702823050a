using System.Text.Json;
using System.Xml.Linq;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Reports;

/// <summary>A report by control says of every control of the framework what is known, in every format.</summary>
public class FrameworkReportTests
{
    private const string Pod = "{kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {containers: [{name: b, image: \"a:1\", securityContext: {privileged: true}}]}}";

    private static readonly Framework Cis = Framework.Find("cis-kubernetes")!;

    [Test]
    public void Text_has_a_line_for_each_control()
    {
        string[] lines = Report(ReportFormat.Text).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(Cis.Controls.Where(c => !lines.Any(l => l.Contains($"  {c.Id}  {c.Title}", StringComparison.Ordinal))).Select(c => c.Id), Is.Empty);
            Assert.That(lines.Single(l => l.Contains("  5.2.2  ", StringComparison.Ordinal)).Trim(), Does.StartWith("fail").And.EndsWith("(1 finding)"));
            Assert.That(lines.Single(l => l.Contains("  5.2.3  ", StringComparison.Ordinal)).Trim(), Does.StartWith("pass"));
            Assert.That(lines.Single(l => l.Contains("  1.1.1  ", StringComparison.Ordinal)).Trim(), Does.StartWith("not judged"));
        });
    }

    [Test]
    public void Json_has_the_framework_with_its_controls()
    {
        JsonElement framework = JsonDocument.Parse(Report(ReportFormat.Json)).RootElement.GetProperty("framework");
        JsonElement[] controls = [.. framework.GetProperty("controls").EnumerateArray()];
        JsonElement failed = controls.Single(c => c.GetProperty("id").GetString() == "5.2.2");

        Assert.Multiple(() =>
        {
            Assert.That(framework.GetProperty("name").GetString(), Is.EqualTo("cis-kubernetes"));
            Assert.That(controls, Has.Length.EqualTo(Cis.Controls.Count));
            Assert.That(failed.GetProperty("status").GetString(), Is.EqualTo("fail"));
            Assert.That(failed.GetProperty("rules").EnumerateArray().Select(r => r.GetString()), Does.Contain("CSEC2001"));
            Assert.That(
                framework.GetProperty("pass").GetInt32() + framework.GetProperty("fail").GetInt32() + framework.GetProperty("notJudged").GetInt32(),
                Is.EqualTo(Cis.Controls.Count));
            Assert.That(controls.Single(c => c.GetProperty("id").GetString() == "1.1.1").GetProperty("reason").GetString(), Does.Contain("node"));
        });
    }

    [Test]
    public void Json_without_a_framework_has_the_key_and_nothing_in_it()
    {
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Json, output, new ReportOptions("1")))
        {
            report.Begin([]);
            report.End();
        }

        Assert.That(JsonDocument.Parse(output.ToString()).RootElement.GetProperty("framework").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Sarif_has_a_taxonomy_to_which_rules_and_results_belong()
    {
        JsonElement run = JsonDocument.Parse(Report(ReportFormat.Sarif)).RootElement.GetProperty("runs")[0];
        JsonElement taxa = run.GetProperty("taxonomies")[0].GetProperty("taxa");
        JsonElement result = run.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("ruleId").GetString() == "CSEC2001");
        JsonElement taxon = result.GetProperty("taxa")[0];
        JsonElement rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Single(r => r.GetProperty("id").GetString() == "CSEC2001");

        Assert.Multiple(() =>
        {
            Assert.That(taxa.GetArrayLength(), Is.EqualTo(Cis.Controls.Count));
            Assert.That(taxon.GetProperty("id").GetString(), Is.EqualTo("5.2.2"));
            Assert.That(taxa[taxon.GetProperty("index").GetInt32()].GetProperty("properties").GetProperty("status").GetString(), Is.EqualTo("fail"));
            Assert.That(rule.GetProperty("relationships")[0].GetProperty("target").GetProperty("id").GetString(), Is.EqualTo("5.2.2"));
            Assert.That(run.GetProperty("tool").GetProperty("driver").GetProperty("supportedTaxonomies")[0].GetProperty("name").GetString(),
                Is.EqualTo("cis-kubernetes"));
        });
    }

    [Test]
    public void Junit_has_a_case_for_each_control()
    {
        XElement suite = XDocument.Parse(Report(ReportFormat.Junit)).Root!.Elements("testsuite").Last();
        XElement[] cases = [.. suite.Elements("testcase")];

        Assert.Multiple(() =>
        {
            Assert.That(cases, Has.Length.EqualTo(Cis.Controls.Count));
            Assert.That(suite.Attribute("failures")!.Value, Is.EqualTo($"{cases.Count(c => c.Element("failure") is not null)}"));
            Assert.That(suite.Attribute("skipped")!.Value, Is.EqualTo($"{cases.Count(c => c.Element("skipped") is not null)}"));
            Assert.That(cases.Single(c => c.Attribute("name")!.Value.StartsWith("5.2.2 ", StringComparison.Ordinal)).Element("failure"), Is.Not.Null);
        });
    }

    [TestCase(ReportFormat.Markdown, "| 5.2.2 | fail | No privileged containers | 1 finding. |")]
    [TestCase(ReportFormat.Markdown, "| 1.1.1 | not judged |")]
    [TestCase(ReportFormat.Html, "<tr><th scope=\"row\">5.2.2</th><td>fail</td><td>No privileged containers</td><td>1 finding.</td></tr>")]
    [TestCase(ReportFormat.GitHub, "::notice title=cis-kubernetes::CIS Kubernetes Benchmark v1.12.0: ")]
    public void Other_formats_say_it_in_their_way(ReportFormat format, string text) => Assert.That(Report(format), Does.Contain(text));

    private static string Report(ReportFormat format)
    {
        var engine = new PolicyEngine(null, new PolicyEngineOptions { Framework = Cis });
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(format, output, new ReportOptions("1") { Assessment = new FrameworkAssessment(engine) }))
        {
            report.Begin(engine.Rules);
            report.Write(engine.Evaluate(Pod, "pod.yaml"));
            report.End();
        }
        return output.ToString();
    }
}
