using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class NetworkPolicyMissingTests
{
    private static IReadOnlyList<Finding> Judge(
        string policy, string pod = "", string meta = "name: web, namespace: shop, labels: {app: web}") => new Manifest($$"""
        apiVersion: v1
        kind: Pod
        metadata: { {{meta}} }
        spec: { {{pod}} containers: [{name: app, image: web}]}
        ---
        {{policy}}
        """)
        { IsComplete = true }.Judge<NetworkPolicyMissing>();

    private static string Policy(string selector, string meta = "namespace: shop") =>
        $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: p, {meta}}}, spec: {{podSelector: {selector}}}}}";

    private static string Foreign(string version, string kind, string meta) =>
        $"{{apiVersion: {version}, kind: {kind}, metadata: {{name: p, {meta}}}, spec: {{}}}}";

    [Test]
    public void Pod_without_any_policy_is_reported()
    {
        Finding finding = Judge("").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("metadata.name"));
        Assert.That(finding.Message, Does.Contain("Pod 'web'"));
    }

    [TestCase("{matchLabels: {app: api}}", "namespace: shop")]
    [TestCase("{}", "namespace: elsewhere")]
    [TestCase("{}", "labels: {}")]
    public void Policy_for_other_pods_or_another_namespace_does_not_count(string selector, string meta)
    {
        Assert.That(Judge(Policy(selector, meta)), Has.Count.EqualTo(1));
    }

    [TestCase("{}", "namespace: shop")]
    [TestCase("", "namespace: shop")]
    [TestCase("{matchLabels: {app: web}}", "namespace: shop")]
    [TestCase("{matchExpressions: [{key: app, operator: In, values: [api, web]}]}", "namespace: shop")]
    [TestCase("{matchLabels: {app: '{{ .Values.app }}'}}", "namespace: shop")]
    [TestCase("{}", "namespace: '{{ .Release.Namespace }}'")]
    public void Pod_that_a_policy_selects_or_may_select_is_not_reported(string selector, string meta)
    {
        Assert.That(Judge(Policy(selector, meta)), Is.Empty);
    }

    [TestCase("cilium.io/v2", "CiliumClusterwideNetworkPolicy", "labels: {}", 0)]
    [TestCase("cilium.io/v2", "CiliumNetworkPolicy", "namespace: shop", 0)]
    [TestCase("cilium.io/v2", "CiliumNetworkPolicy", "namespace: elsewhere", 1)]
    [TestCase("projectcalico.org/v3", "NetworkPolicy", "namespace: shop", 0)]
    [TestCase("projectcalico.org/v3", "GlobalNetworkPolicy", "labels: {}", 0)]
    [TestCase("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "labels: {}", 0)]
    public void Policy_of_a_network_plug_in_may_select_any_pod_it_can_reach(string version, string kind, string meta, int count)
    {
        Assert.That(Judge(Foreign(version, kind, meta)), Has.Count.EqualTo(count));
    }

    [TestCase("hostNetwork: true,", 0)]
    [TestCase("hostNetwork: '{{ .Values.host }}',", 0)]
    [TestCase("hostNetwork: false,", 1)]
    public void Pod_on_the_network_of_the_host_is_bound_by_no_policy(string pod, int count)
    {
        Assert.That(Judge("", pod), Has.Count.EqualTo(count));
    }

    [Test]
    public void Policy_without_namespace_is_one_of_the_default_namespace()
    {
        Assert.That(Judge(Policy("{}", "labels: {}"), meta: "name: web"), Is.Empty);
    }
}
