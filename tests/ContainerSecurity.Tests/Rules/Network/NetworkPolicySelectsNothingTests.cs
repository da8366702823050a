using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Network;

namespace ContainerSecurity.Tests.Rules.Network;

public class NetworkPolicySelectsNothingTests
{
    private static IReadOnlyList<Finding> Judge(string selector, string meta = "name: web, namespace: shop", string labels = "app: web") => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { {{meta}} }
        spec: {template: {metadata: {labels: { {{labels}} } }, spec: {containers: [{name: app, image: web}]} } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p, namespace: shop}
        spec: {podSelector: {{selector}} }
        """)
    { IsComplete = true }.Judge<NetworkPolicySelectsNothing>();

    [TestCase("{matchLabels: {app: wbe}}")]
    [TestCase("{matchLabels: {app: web, tier: front}}")]
    [TestCase("{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}")]
    public void Policy_that_matches_no_pod_is_reported(string selector)
    {
        Finding finding = Judge(selector).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.podSelector"));
        Assert.That(finding.Message, Does.Contain("something other than the one workload"));
    }

    [Test]
    public void Pod_of_another_namespace_is_not_selected()
    {
        Assert.That(Judge("{matchLabels: {app: web}}", "name: web, namespace: elsewhere"), Has.Count.EqualTo(1));
    }

    [TestCase("{}", "name: web, namespace: elsewhere", "app: web")]
    [TestCase("{matchLabels: {app: web}}", "name: web, namespace: shop", "app: web")]
    [TestCase("{matchLabels: {app: web}}", "name: web, namespace: '{{ .Release.Namespace }}'", "app: web")]
    [TestCase("{matchLabels: {app: web}}", "name: web, namespace: shop", "app: '{{ .Values.app }}'")]
    [TestCase("{matchLabels: {app: '{{ .Values.app }}'}}", "name: web, namespace: shop", "app: web")]
    [TestCase("'{{ .Values.selector }}'", "name: web, namespace: shop", "app: web")]
    public void Policy_that_matches_or_may_match_is_not_reported(string selector, string meta, string labels)
    {
        Assert.That(Judge(selector, meta, labels), Is.Empty);
    }
}
