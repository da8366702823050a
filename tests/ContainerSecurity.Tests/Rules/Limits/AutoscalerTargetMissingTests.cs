using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class AutoscalerTargetMissingTests
{
    private static IReadOnlyList<Finding> Judge(string target, string meta = "name: web, namespace: shop", string space = "shop") => new Manifest($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { {{meta}} }
        spec: {template: {spec: {containers: [{name: app, image: web}]} } }
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: a, namespace: {{space}} }
        spec: {scaleTargetRef: { {{target}} } }
        """)
    { IsComplete = true }.Judge<AutoscalerTargetMissing>();

    [TestCase("kind: Deployment, name: wbe", "shop")]
    [TestCase("kind: StatefulSet, name: web", "shop")]
    [TestCase("kind: Deployment, name: web", "elsewhere")]
    public void Target_that_does_not_exist_is_reported(string target, string space)
    {
        Finding finding = Judge(target, space: space).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.scaleTargetRef.name"));
    }

    [TestCase("kind: Deployment, name: web", "name: web, namespace: shop", "shop")]
    [TestCase("kind: Rollout, name: wbe", "name: web, namespace: shop", "shop")]
    [TestCase("kind: Deployment, name: '{{ .Values.name }}'", "name: web, namespace: shop", "shop")]
    [TestCase("kind: Deployment, name: wbe", "name: '{{ .Values.name }}', namespace: shop", "shop")]
    [TestCase("kind: Deployment, name: web", "name: web, namespace: '{{ .Release.Namespace }}'", "shop")]
    [TestCase("kind: Deployment, name: wbe", "name: web, namespace: shop", "'{{ .Release.Namespace }}'")]
    public void Target_that_exists_or_may_is_not_reported(string target, string meta, string space) => Assert.That(Judge(target, meta, space), Is.Empty);
}
