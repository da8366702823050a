using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DisruptionBudgetBlocksEvictionTests
{
    private static IReadOnlyList<Finding> Judge(string budget, string workload = "", string other = "") => new Manifest($$"""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: b, namespace: shop}
        spec: { {{budget}} }
        ---
        {{workload}}
        ---
        {{other}}
        """).Judge<DisruptionBudgetBlocksEviction>();

    private static string Workload(string replicas, string space = "shop", string labels = "app: web", string kind = "Deployment", string more = "") =>
        $"{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: web, namespace: {space}{more}}}, spec: {{{replicas} template: {{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: a, image: b}}]}}}}}}}}";

    private static string Autoscaler(string spec) =>
        $"{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: a, namespace: shop}}, spec: {{scaleTargetRef: {{kind: Deployment, name: web}}, {spec}}}}}";

    private static string Keda(string spec) =>
        $"{{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {{name: a, namespace: shop}}, spec: {{scaleTargetRef: {{name: web}}, {spec}}}}}";

    private const string Web = "selector: {matchLabels: {app: web}}";

    [TestCase("maxUnavailable: 0", "spec.maxUnavailable")]
    [TestCase("maxUnavailable: '0%'", "spec.maxUnavailable")]
    [TestCase("minAvailable: 100%", "spec.minAvailable")]
    [TestCase("minAvailable: 150%", "spec.minAvailable")]
    [TestCase("{minAvailable: 100%, maxUnavailable: 5}", "spec.minAvailable")]
    public void Budget_that_lets_none_go_by_itself_is_reported(string budget, string path) =>
        Assert.That(Judge(budget.Trim('{', '}')).Single().Location.Path, Is.EqualTo(path));

    [TestCase("maxUnavailable: 1")]
    [TestCase("maxUnavailable: 1%")]
    [TestCase("minAvailable: 99%")]
    [TestCase("minAvailable: 3")]
    [TestCase("minAvailable: '{{ .Values.least }}'")]
    [TestCase("maxUnavailable: many")]
    public void Budget_that_may_let_one_go_is_not_reported(string budget) => Assert.That(Judge($"{budget}, {Web}"), Is.Empty);

    [TestCase("minAvailable: 2", "replicas: 2,", 1)]
    [TestCase("minAvailable: 3", "replicas: 2,", 1)]
    [TestCase("minAvailable: 1", "", 1)]
    [TestCase("minAvailable: 50%", "replicas: 1,", 1)]
    [TestCase("minAvailable: 90%", "replicas: 3,", 1)]
    [TestCase("minAvailable: 1", "replicas: 2,", 0)]
    [TestCase("minAvailable: 50%", "replicas: 2,", 0)]
    [TestCase("minAvailable: 2", "replicas: '{{ .Values.replicas }}',", 0)]
    [TestCase("minAvailable: 2", "replicas: 0,", 0)]
    public void Budget_is_compared_with_the_replicas_of_what_it_selects(string budget, string replicas, int count) =>
        Assert.That(Judge($"{budget}, {Web}", Workload(replicas)), Has.Count.EqualTo(count));

    [Test]
    public void Message_says_how_many_pods_there_may_be() =>
        Assert.That(Judge($"minAvailable: 2, {Web}", Workload("replicas: 2,")).Single().Message, Does.Contain("wants 2 pods").And.Contain("no more than 2"));

    [TestCase("elsewhere", "app: web", "Deployment")]
    [TestCase("'{{ .Release.Namespace }}'", "app: web", "Deployment")]
    [TestCase("shop", "app: api", "Deployment")]
    [TestCase("shop", "app: '{{ .Values.app }}'", "Deployment")]
    [TestCase("shop", "app: web", "DaemonSet")]
    public void Workload_that_is_not_surely_selected_or_has_no_number_decides_nothing(string space, string labels, string kind) =>
        Assert.That(Judge($"minAvailable: 2, {Web}", Workload("replicas: 2,", space, labels, kind)), Is.Empty);

    [Test]
    public void Replicas_of_all_that_is_selected_are_added() =>
        Assert.That(Judge($"minAvailable: 2, {Web}", Workload("replicas: 2,"), Workload("replicas: 1,", kind: "StatefulSet")), Is.Empty);

    [Test]
    public void Pods_of_a_workload_are_counted_once() =>
        Assert.That(
            Judge($"minAvailable: 2, {Web}", Workload("replicas: 2,"),
                Workload("replicas: 2,", kind: "ReplicaSet", more: ", ownerReferences: [{kind: Deployment, name: web}]")),
            Has.Count.EqualTo(1));

    [TestCase("minReplicas: 2", 1)]
    [TestCase("maxReplicas: 9", 1)]
    [TestCase("minReplicas: 3", 0)]
    [TestCase("minReplicas: '{{ .Values.least }}'", 0)]
    public void Autoscalers_minimum_counts_in_the_place_of_the_replicas(string spec, int count) =>
        Assert.That(Judge($"minAvailable: 2, {Web}", Workload("replicas: 9,"), Autoscaler(spec)), Has.Count.EqualTo(count));

    [TestCase("minReplicaCount: 2", 1)]
    [TestCase("minReplicaCount: 0", 0)]
    [TestCase("maxReplicaCount: 9", 0)]
    public void Minimum_of_keda_counts_too(string spec, int count) =>
        Assert.That(Judge($"minAvailable: 2, {Web}", Workload("replicas: 9,"), Keda(spec)), Has.Count.EqualTo(count));
}
