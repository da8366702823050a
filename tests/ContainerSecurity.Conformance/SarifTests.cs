using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Reports;
using NJsonSchema;

namespace ContainerSecurity.Conformance;

/// <summary>SARIF reports against the schema of the standard.</summary>
public class SarifTests
{
    private const string Pods = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations: {containersecurity.io/ignore: CSEC3001 reaches the node agent}
        spec:
          hostNetwork: true
          containers:
          - {name: app, image: "a:1", securityContext: {privileged: true}}
        ---
        a: [
        """;

    [TestCase(Pods, "cis-kubernetes")]
    [TestCase(Pods, "pss")]
    [TestCase(Pods)]
    [TestCase("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n")]
    [TestCase("")]
    public async Task Report_is_valid_SARIF(string yaml, string? framework = null)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Corpus.Require("sarif", "sarif-schema-2.1.0.json"));
        var engine = new PolicyEngine(
            Policy.Create().UseProfile(Profile.All).Build(), new PolicyEngineOptions { Framework = framework is null ? null : Framework.Find(framework) });
        var options = new ReportOptions("1.0.0")
        {
            Assessment = framework is null ? null : new FrameworkAssessment(engine),
            Root = Path.GetTempPath(),
            PolicyFiles = ["container-policy.yaml"],
        };
        using var output = new StringWriter();
        using (ReportWriter report = ReportWriter.Create(ReportFormat.Sarif, output, options))
        {
            report.Begin(engine.Rules);
            report.Write(engine.Evaluate(yaml, "deploy/my pod.yaml"));
            report.Write(new Decision("gone.yaml", 0, [], [new DocumentError("gone.yaml", SourceSpan.FileStart, "There is no such file.")]));
            report.End();
        }

        Assert.That(schema.Validate(output.ToString()).Select(e => e.ToString()), Is.Empty);
    }
}
