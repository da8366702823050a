using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Reports;

/// <summary>Excerpts show the source, and never a secret in it.</summary>
public class TextReportTests
{
    private static readonly string Token = SyntheticSecrets.In("{a GitHub token}");
    private static readonly string Password = SyntheticSecrets.In("{a password}");

    private static string Report(string source, SourceType type = SourceType.Auto, Profile profile = Profile.All)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(profile).Build(), new PolicyEngineOptions { Type = type });
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Text, output, new ReportOptions("1.0.0")))
        {
            report.Begin(engine.Rules);
            report.Write(engine.Evaluate(source, "source"));
            report.End();
        }
        return output.ToString();
    }

    [TestCase("curl {0} # note: the colon stands behind", SourceType.Text)]
    [TestCase("a: b {0} and {0}", SourceType.Text)]
    [TestCase("{{kind: ConfigMap, apiVersion: v1, metadata: {{name: a}}, data: {{x: {0}, y: z}}}}", SourceType.Auto)]
    [TestCase("{{kind: Pod, apiVersion: v1, metadata: {{name: a}}, spec: {{hostNetwork: true, containers: [{{name: app, image: a:1, args: [{0}]}}]}}}}",
        SourceType.Auto)]
    public void Token_is_never_printed_whatever_the_excerpt_is_for(string source, SourceType type)
    {
        string report = Report(string.Format(null, source, Token), type);

        Assert.That(report, Does.Contain("1 | ").And.Contain("CSEC4001").And.Not.Contain(Token).And.Not.Contain(Token[10..]));
    }

    [TestCase("env: [{name: DB_PASSWORD, value: {a password}}]")]
    [TestCase("env:\n- name: DB_PASSWORD\n  value: {a password}")]
    public void Value_that_its_name_calls_a_credential_is_never_printed(string container)
    {
        string report = Report($"kind: Pod\napiVersion: v1\nmetadata: {{name: a}}\nspec:\n  containers:\n  - name: app\n    image: a:1\n    {SyntheticSecrets.In(container).Replace("\n", "\n    ", StringComparison.Ordinal)}\n");

        Assert.That(report, Does.Contain("CSEC4002").And.Not.Contain(Password));
    }

    [Test]
    public void Secret_is_hidden_although_no_rule_looked_for_it()
    {
        string report = Report($"{{kind: Pod, apiVersion: v1, metadata: {{name: a}}, spec: {{hostNetwork: true, containers: [{{name: app, image: a:1, args: [{Token}]}}]}}}}", profile: Profile.Baseline);

        Assert.That(report, Does.Contain("hostNetwork: true").And.Not.Contain("CSEC4001").And.Not.Contain(Token));
    }

    [Test]
    public void Line_without_a_secret_is_shown_as_it_is()
    {
        string report = Report("kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec:\n  automountServiceAccountToken: true\n  containers: [{name: app, image: a:1}]\n");

        Assert.That(report, Does.Contain("  5 |   automountServiceAccountToken: true\n    |   ^"));
    }
}
