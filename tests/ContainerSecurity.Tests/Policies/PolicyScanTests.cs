using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies;

/// <summary>Rules that compare see the resources of every source of a scan.</summary>
public class PolicyScanTests
{
    private static readonly Source Web = Text("web.yaml", Deployment("web", "app: web"));

    private static Source Text(string path, string text) => Source.FromText(path, text);

    private static string Deployment(string name, string labels) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}, namespace: shop}
        spec: {template: {metadata: {labels: { {{labels}} } }, spec: {serviceAccountName: web, containers: [{name: app, image: web}]} } }
        """;

    private static string NetworkPolicy(string selector, string space = "shop") =>
        $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: p, namespace: {space}}}, spec: {{podSelector: {selector}}}}}";

    private static string[] Scan(string rule, bool complete, params Source[] sources)
    {
        PolicyBuilder policy = Policy.Create().UseProfile(Profile.None).Rule(rule, new RuleSetting());
        var engine = new PolicyEngine((complete ? policy.WithCompleteSet() : policy).Build(), new PolicyEngineOptions { Parallelism = 4 });
        return [.. engine.Scan(sources).SelectMany(d => d.Findings.Select(f => $"{d.Source}: {f.Finding.Resource}"))];
    }

    [TestCase("{}", "shop", 0)]
    [TestCase("{matchLabels: {app: web}}", "shop", 0)]
    [TestCase("{matchLabels: {app: api}}", "shop", 1)]
    [TestCase("{}", "elsewhere", 1)]
    public void Network_policy_of_another_source_selects_the_pod(string selector, string space, int count)
    {
        Assert.That(Scan("CSEC7001", true, Web, Text("policy.yaml", NetworkPolicy(selector, space))), Has.Length.EqualTo(count));
    }

    [Test]
    public void Kind_behind_an_escape_is_found()
    {
        string escaped = NetworkPolicy("{}").Replace("kind: NetworkPolicy", "kind: \"Network\\u0050olicy\"", StringComparison.Ordinal);

        Assert.That(Scan("CSEC7001", true, Web, Text("policy.yaml", escaped)), Is.Empty);
    }

    [Test]
    public void Kind_of_the_items_of_a_list_is_found()
    {
        string list = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicyList, items: [{metadata: {name: p, namespace: shop}, spec: {podSelector: {}}}]}";

        Assert.That(Scan("CSEC7001", true, Web, Text("policy.yaml", list)), Is.Empty);
    }

    [TestCase("kind: !!binary TmV0d29ya1BvbGljeQ==")]
    [TestCase("kind: \"Network\\\n  Policy\"")]
    public void Kind_behind_a_tag_or_a_line_end_is_found(string kind)
    {
        string hidden = NetworkPolicy("{}").Replace("kind: NetworkPolicy", kind, StringComparison.Ordinal);

        Assert.That(Scan("CSEC7001", true, Web, Text("policy.yaml", hidden)), Is.Empty);
    }

    [TestCase("CSEC7001")]
    [TestCase("CSEC7018")]
    [TestCase("CSEC5017")]
    [TestCase("CSEC5023")]
    [TestCase("CSEC6010")]
    [TestCase("CSEC7011")]
    public void Rule_about_what_is_missing_is_silent_unless_the_set_is_complete(string rule)
    {
        Source[] sources =
        [
            Text("web.yaml", Deployment("web", "app: web").Replace("spec: {template", "spec: {replicas: 2, template", StringComparison.Ordinal)),
            Text("policy.yaml", NetworkPolicy("{matchLabels: {app: api}}")),
            Text("space.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"),
            Text("binding.yaml", "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b, namespace: shop}, roleRef: {kind: Role, name: reader}}"),
        ];

        Assert.That(Scan(rule, false, sources), Is.Empty);
        Assert.That(Scan(rule, true, sources), Is.Not.Empty);
    }

    [TestCase("app: web", 0)]
    [TestCase("app: api", 1)]
    public void Workload_of_another_source_is_selected(string labels, int count)
    {
        Source policy = Text("policy.yaml", NetworkPolicy("{matchLabels: {app: web}}"));

        Assert.That(Scan("CSEC7018", true, policy, Text("web.yaml", Deployment("web", labels))), Has.Length.EqualTo(count));
    }

    [Test]
    public void Workloads_of_several_sources_share_an_account_that_a_third_binds()
    {
        Source binding = Text("binding.yaml",
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b, namespace: shop}, roleRef: {kind: Role, name: reader}, subjects: [{kind: ServiceAccount, name: web}]}");

        Assert.That(
            Scan("CSEC5022", false, Web, Text("jobs.yaml", Deployment("jobs", "app: jobs")), binding),
            Is.EqualTo(new[] { "web.yaml: Deployment shop/web", "jobs.yaml: Deployment shop/jobs" }));
        Assert.That(Scan("CSEC5022", false, Web, Text("jobs.yaml", Deployment("jobs", "app: jobs"))), Is.Empty);
    }

    [Test]
    public void Many_sources_are_judged_in_their_order_with_one_set()
    {
        Source[] sources =
        [
            .. Enumerable.Range(0, 100).Select(i => Text($"{i:000}.yaml", Deployment($"web{i}", $"app: a{i}"))),
            Text("policy.yaml", NetworkPolicy("{matchLabels: {app: a42}}"))
        ];

        Assert.That(
            Scan("CSEC7001", true, sources),
            Is.EqualTo(Enumerable.Range(0, 100).Where(i => i != 42).Select(i => $"{i:000}.yaml: Deployment shop/web{i}")));
    }

    [Test]
    public void Source_that_cannot_be_read_hides_no_other()
    {
        var broken = new Source("broken.yaml", () => throw new IOException("no such file"));

        Assert.That(Scan("CSEC7001", true, broken, Web, Text("torn.yaml", "kind: NetworkPolicy\nspec: [")), Has.Length.EqualTo(1));
    }
}
