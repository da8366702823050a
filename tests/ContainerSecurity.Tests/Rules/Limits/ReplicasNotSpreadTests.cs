using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class ReplicasNotSpreadTests
{
    private static IReadOnlyList<Finding> Judge(string pod = "", string replicas = "replicas: 3,", string kind = "Deployment", string meta = "") => new Manifest($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop{{meta}} }
        spec: { {{replicas}} template: {metadata: {labels: {app: web} }, spec: { {{pod}} containers: [{name: app, image: web}]} } }
        """).Judge<ReplicasNotSpread>();

    private static string Required(string term) => $"affinity: {{podAntiAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{{{term}}}]}}}},";

    private static string Preferred(string term) =>
        $"affinity: {{podAntiAffinity: {{preferredDuringSchedulingIgnoredDuringExecution: [{{weight: 1, podAffinityTerm: {{{term}}}}}]}}}},";

    private static string Spread(string term) => $"topologySpreadConstraints: [{{{term}}}],";

    private const string Own = "topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}";

    [TestCase("Deployment")]
    [TestCase("StatefulSet")]
    public void Replicas_that_nothing_spreads_are_reported(string kind) => Assert.That(Judge(kind: kind).Single().Location.Path, Is.EqualTo("spec.replicas"));

    [Test]
    public void Terms_that_pick_the_pods_spread_them()
    {
        foreach (string pod in new[] { Required(Own), Preferred(Own), Spread(Own), Required(Own + ", namespaces: [shop]"), Required(Own + ", namespaceSelector: {}, namespaces: [x]") })
            Assert.That(Judge(pod), Is.Empty, pod);
    }

    [Test]
    public void Terms_that_pick_other_pods_spread_nothing()
    {
        foreach (string pod in new[]
            {
                Required("topologyKey: kubernetes.io/hostname"), Required("labelSelector: {matchLabels: {app: api}}"),
                    Required(Own + ", namespaces: [elsewhere]"),
                Preferred("labelSelector: {matchLabels: {app: api}}"), Spread("topologyKey: zone"), "topologySpreadConstraints: [],",
            })
            Assert.That(Judge(pod), Has.Count.EqualTo(1), pod);
    }

    [TestCase("affinity: '{{ .Values.affinity }}',")]
    [TestCase("topologySpreadConstraints: '{{ .Values.spread }}',")]
    [TestCase("topologySpreadConstraints: [{labelSelector: {matchLabels: {app: '{{ .Values.app }}'}}}],")]
    public void What_is_not_known_may_spread_them(string pod) => Assert.That(Judge(pod), Is.Empty);

    [TestCase("replicas: 1,", "Deployment", "")]
    [TestCase("", "Deployment", "")]
    [TestCase("replicas: '{{ .Values.replicas }}',", "Deployment", "")]
    [TestCase("replicas: 3,", "ReplicaSet", ", ownerReferences: [{kind: Deployment, name: web}]")]
    [TestCase("replicas: 3,", "Widget", "")]
    public void Single_and_unknown_replicas_and_those_of_others_are_not_judged(string replicas, string kind, string meta) =>
        Assert.That(Judge("", replicas, kind, meta), Is.Empty);
}
