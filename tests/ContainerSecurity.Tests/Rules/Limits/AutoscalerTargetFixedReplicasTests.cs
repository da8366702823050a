using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class AutoscalerTargetFixedReplicasTests
{
    private static IReadOnlyList<Finding> Judge(string replicas, string target = "kind: Deployment, name: web", string meta = "", string kind = "HorizontalPodAutoscaler", string space = "shop") => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop{{meta}} }
        spec: { {{replicas}} template: {spec: {containers: [{name: app, image: web}]} } }
        ---
        apiVersion: autoscaling/v2
        kind: {{kind}}
        metadata: {name: a, namespace: {{space}} }
        spec: {scaleTargetRef: { {{target}} } }
        """).Judge<AutoscalerTargetFixedReplicas>();

    [TestCase("kind: Deployment, name: web", "HorizontalPodAutoscaler")]
    [TestCase("kind: Deployment, name: web", "ScaledObject")]
    [TestCase("name: web", "ScaledObject")]
    public void Replicas_of_what_is_scaled_are_reported(string target, string kind)
    {
        Finding finding = Judge("replicas: 3,", target, kind: kind).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.replicas"));
        Assert.That(finding.Message, Does.Contain("replicas: 3").And.Contain($"{kind} 'a' scales it"));
    }

    [TestCase("", "kind: Deployment, name: web", "", "shop")]
    [TestCase("replicas: '{{ .Values.replicas }}',", "kind: Deployment, name: web", "", "shop")]
    [TestCase("replicas: 3,", "kind: Deployment, name: api", "", "shop")]
    [TestCase("replicas: 3,", "kind: StatefulSet, name: web", "", "shop")]
    [TestCase("replicas: 3,", "kind: Deployment, name: '{{ .Values.name }}'", "", "shop")]
    [TestCase("replicas: 3,", "kind: Deployment, name: web", "", "elsewhere")]
    [TestCase("replicas: 3,", "kind: Deployment, name: web", ", uid: 0a1b", "shop")]
    public void Workload_without_a_number_or_that_is_not_surely_scaled_is_not_reported(string replicas, string target, string meta, string space) =>
        Assert.That(Judge(replicas, target, meta, space: space), Is.Empty);
}
