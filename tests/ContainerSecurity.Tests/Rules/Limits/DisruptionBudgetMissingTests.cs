using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DisruptionBudgetMissingTests
{
    private static IReadOnlyList<Finding> Judge(
        string replicas,
        string other = "",
        string kind = "Deployment",
        string meta = "name: web, namespace: shop") => new Manifest($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { {{meta}} }
        spec: { {{replicas}} template: {metadata: {labels: {app: web} }, spec: {containers: [{name: app, image: web}]} } }
        ---
        {{other}}
        """)
        { IsComplete = true }.Judge<DisruptionBudgetMissing>();

    private static string Budget(string spec, string version = "v1", string space = "shop") =>
        $"{{apiVersion: policy/{version}, kind: PodDisruptionBudget, metadata: {{name: b, namespace: {space}}}, spec: {{{spec}}}}}";

    private static string Autoscaler(string target, string spec) =>
        $"{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: a, namespace: shop}}, spec: {{scaleTargetRef: {{{target}}}, {spec}}}}}";

    [TestCase("Deployment")]
    [TestCase("StatefulSet")]
    public void Replicated_workload_without_a_budget_is_reported(string kind)
    {
        Assert.That(Judge("replicas: 2,", kind: kind).Single().Location.Path, Is.EqualTo("metadata.name"));
    }

    [TestCase("selector: {matchLabels: {app: api}}", "v1", "shop")]
    [TestCase("selector: {matchLabels: {app: web}}", "v1", "elsewhere")]
    [TestCase("maxUnavailable: 1", "v1", "shop")]
    [TestCase("selector: {}", "v1beta1", "shop")]
    public void Budget_that_does_not_select_the_pods_does_not_count(string spec, string version, string space)
    {
        Assert.That(Judge("replicas: 2,", Budget(spec, version, space)), Has.Count.EqualTo(1));
    }

    [TestCase("selector: {matchLabels: {app: web}}", "shop")]
    [TestCase("selector: {}", "shop")]
    [TestCase("selector: '{{ .Values.selector }}'", "shop")]
    [TestCase("selector: {matchLabels: {app: web}}", "'{{ .Release.Namespace }}'")]
    public void Workload_that_a_budget_selects_or_may_select_is_not_reported(string spec, string space)
    {
        Assert.That(Judge("replicas: 2,", Budget(spec, space: space)), Is.Empty);
    }

    [TestCase("replicas: 1,", "Deployment", "name: web")]
    [TestCase("replicas: '{{ .Values.replicas }}',", "Deployment", "name: web")]
    [TestCase("replicas: 2,", "DaemonSet", "name: web")]
    [TestCase("replicas: 2,", "ReplicaSet", "name: web-5d9, ownerReferences: [{kind: Deployment, name: web}]")]
    public void Workload_not_known_to_be_replicated_or_kept_by_another_is_not_reported(string replicas, string kind, string meta)
    {
        Assert.That(Judge(replicas, kind: kind, meta: meta), Is.Empty);
    }

    [Test]
    public void Workload_that_leaves_its_replicas_to_others_is_reported()
    {
        Assert.That(Judge(""), Has.Count.EqualTo(1));
    }

    [TestCase("kind: Deployment, name: web", "minReplicas: 2", 1)]
    [TestCase("kind: Deployment, name: web", "maxReplicas: 2", 0)]
    [TestCase("kind: StatefulSet, name: web", "minReplicas: 2", 0)]
    [TestCase("kind: Deployment, name: api", "minReplicas: 2", 0)]
    public void Autoscaler_replicates_its_target(string target, string spec, int count)
    {
        Assert.That(Judge("replicas: 1,", Autoscaler(target, spec)), Has.Count.EqualTo(count));
    }
}
