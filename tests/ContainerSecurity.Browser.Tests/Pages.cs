using System.Globalization;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Reports.Rbac;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Browser.Tests;

/// <summary>Reports as a user gets them.</summary>
internal static class Pages
{
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).Build());

    /// <summary>Findings in several files, namespaces and severities, one of them waived, and a file that cannot be read.</summary>
    public static string Small() => Of([Pod("web", "shop"), Pod("db", "shop"), Pod("agent", "monitoring"), "a: ["]);

    /// <summary>A report of as many findings of one rule as are wanted.</summary>
    public static string Large(int findings)
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).Build(), new PolicyEngineOptions { OnlyRules = ["CSEC2001"] });
        return Write(Enumerable.Range(0, findings).Select(i => engine.Evaluate(Pod($"web-{i}", $"team-{i % 40}"), $"deploy/team-{i % 40}/service-{i}.yaml")));
    }

    /// <summary>Names that would do something where they were read as markup.</summary>
    public static string Hostile() => Of(
    [
        Pod("'\"><script>document.title=\"taken\"</script>'", "'<img src=x onerror=document.title=\"taken\">'"),
        Pod("'javascript:document.title=1'", "'</summary></details><a href=\"javascript:document.title=1\">x</a>'"),
    ]);

    public static string Paths()
    {
        const string Manifests = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: ops}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: ann}]
            """;
        IReadOnlyList<DocumentNode> documents = new DocumentReader().Read(Manifests, "rbac.yaml").Documents;
        var graph = EscalationGraph.Create(documents.SelectMany(d => KubernetesReader.Read(d, [])));
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        EscalationReport.Write(graph.Paths, graph.Authorizer.Gaps, EscalationFormat.Html, output);
        return output.ToString();
    }

    private static string Of(string[] manifests) => Write(manifests.Select((m, i) => Engine.Evaluate(m, $"deploy/{i}.yaml")));

    private static string Write(IEnumerable<Decision> decisions)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using ReportWriter report = ReportWriter.Create(ReportFormat.Html, output, new ReportOptions("1.0.0"));
        report.Begin(Engine.Rules);
        foreach (Decision decision in decisions)
            report.Write(decision);
        report.End();
        return output.ToString();
    }

    private static string Pod(string name, string space) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, namespace: {{space}}}
        spec:
          containers:
          - name: app
            image: registry.example.com/web:latest
            securityContext: {privileged: true}
        """;
}
