using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>Whatever shape an object has, every rule judges it without a crash, and every finding has a place.</summary>
public class OddResourceTests
{
    private const string Rbac = "rbac.authorization.k8s.io/v1";

    private static readonly string[] Kinds =
    [
        $"{Rbac} Role", $"{Rbac} ClusterRole", $"{Rbac} RoleBinding", $"{Rbac} ClusterRoleBinding", "v1 Namespace",
        "v1 ServiceAccount", "v1 Service", "v1 Secret", "v1 ConfigMap",
        "v1 Pod", "apps/v1 Deployment", "batch/v1 CronJob", "networking.k8s.io/v1 NetworkPolicy",
        "networking.k8s.io/v1 Ingress", "policy/v1 PodDisruptionBudget",
        "autoscaling/v2 HorizontalPodAutoscaler", "v1 PersistentVolume", "v1 ResourceQuota", "v1 PodTemplate",
    ];

    private static readonly string[] Bodies =
    [
        "",
        ", metadata: {generateName: web-}",
        ", metadata: {name: }",
        ", metadata: []",
        ", metadata: x, spec: x, data: x, type: 1",
        ", metadata: {name: [a], namespace: {a: b}, labels: x, annotations: [x], ownerReferences: x}",
        ", metadata: {name: web, namespace: '', labels: {a: [b]}}, spec: []",
        ", rules: x, subjects: x, roleRef: x",
        ", rules: [x, null, {}], subjects: [x, null, {}], roleRef: {}",
        ", rules: [{verbs: x, apiGroups: {}, resources: 1}], subjects: [{kind: [x], name: {}}], roleRef: {kind: [], name: []}",
        ", rules: [{verbs: ['*', null, {}], apiGroups: ['*', 1], resources: ['*', []], resourceNames: [null]}], roleRef: {name: cluster-admin}, subjects: [{kind: Group, name: 'system:masters'}, {kind: ServiceAccount}]",
        ", spec: {podSelector: x, selector: x, ingress: x, egress: x, policyTypes: x, rules: x, tls: x, type: [], externalIPs: x, minReplicas: x}",
        ", spec: {podSelector: [], selector: [], ingress: [x, null, {from: x}, {from: [x, null, {ipBlock: x}]}], rules: [x, null, {host: []}], tls: [x, null], externalIPs: [null, {}], scaleTargetRef: x}",
        ", spec: {containers: x, volumes: x, template: x, jobTemplate: x, serviceAccountName: []}, template: x",
        ", spec: {containers: [x, null, {}, {name: [], image: {}, ports: [x, null, {containerPort: x}], env: x}], template: {metadata: x, spec: {containers: [null, {}]}}, jobTemplate: {spec: {template: {spec: {containers: [{}]}}}}}",
    ];

    private static readonly string[] Frames =
    [
        "{0}",
        "{{apiVersion: v1, kind: List, items: [{0}, null, x, []]}}",
        "{{apiVersion: v1, kind: List, metadata: x, items: [{{apiVersion: v1, kind: List, items: [{0}]}}]}}",
        "[{0}, x]"
    ];

    [Test]
    public void Every_rule_judges_it([ValueSource(nameof(Kinds))] string kind, [ValueSource(nameof(Frames))] string frame)
    {
        string[] parts = kind.Split(' ');
        foreach (string body in Bodies)
        {
            string yaml = string.Format(null, frame, $"{{apiVersion: {parts[0]}, kind: {parts[1]}{body}}}");
            Assert.That(() => Judge(yaml), Throws.Nothing, yaml);
        }
    }

    [TestCaseSource(nameof(Frames))]
    public void All_kinds_together_make_a_set(string frame)
    {
        string items = string.Join(", ", Kinds.SelectMany(k => Bodies.Select(b => $"{{apiVersion: {k.Split(' ')[0]}, kind: {k.Split(' ')[1]}{b}}}")));
        string yaml = frame == "{0}" ? $"[{items}]" : string.Format(null, frame, items);
        Assert.That(() => Judge(yaml), Throws.Nothing);
    }

    [Test]
    public void Binding_inside_a_list_is_judged_like_one_outside()
    {
        var list = new Manifest($"{{apiVersion: v1, kind: List, items: [{{apiVersion: {Rbac}, kind: ClusterRoleBinding, metadata: {{name: give}}, roleRef: {{kind: ClusterRole, name: cluster-admin}}}}]}}");

        Assert.That(list.Judge(RuleCatalog.Find("CSEC5002")!).Single().Location.Path, Is.EqualTo("roleRef.name").Or.EqualTo("items[0].roleRef.name"));
    }

    /// <summary>Rules that need parameters, or a complete set, run as well.</summary>
    private static void Judge(string yaml)
    {
        Policy policy = Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build();
        var engine = new PolicyEngine(policy, new PolicyEngineOptions { OnlyRules = [.. RuleCatalog.All.Select(r => r.Descriptor.Id)] });
        foreach (PolicyFinding finding in engine.Evaluate(yaml, "odd.yaml").Findings)
            Assert.That(finding.Finding.Location, Is.Not.Null);
        foreach (DocumentNode document in new DocumentReader().Read(yaml, "odd.yaml").Documents)
            Assert.That(KubernetesReader.Read(document, []), Is.Not.Null);
    }
}
