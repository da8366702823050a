using ContainerSecurity.Rules.Isolation;

namespace ContainerSecurity.Tests.Rules.Isolation;

public class ControlPlaneTolerationTests
{
    private const string ControlPlane = "tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]";
    private const string EveryTaint = "tolerations: [{operator: Exists}]";

    [TestCase(ControlPlane, "spec.tolerations[0].key")]
    [TestCase("tolerations: [{key: node-role.kubernetes.io/master, effect: NoExecute}]", "spec.tolerations[0].key")]
    [TestCase(EveryTaint, "spec.tolerations[0].operator")]
    [TestCase("tolerations: [{key: '', operator: Exists, effect: NoSchedule}]", "spec.tolerations[0].operator")]
    [TestCase("nodeSelector: {node-role.kubernetes.io/control-plane: ''}", "spec.nodeSelector['node-role.kubernetes.io/control-plane']")]
    [TestCase("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]}]}}}",
        "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key")]
    public void Way_to_the_control_plane_is_reported(string pod, string path)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<ControlPlaneToleration>().Select(f => f.Location.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Label_without_a_value_selects_too()
    {
        Assert.That(Manifest.Pod(pod: "nodeSelector: {node-role.kubernetes.io/control-plane: }").Judge<ControlPlaneToleration>(), Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("tolerations: [{key: dedicated, operator: Exists}]")]
    [TestCase("tolerations: [{operator: Exists, effect: NoExecute}]")]
    [TestCase("tolerations: [{key: '{{ .Values.taint }}', operator: Exists}]")]
    [TestCase("tolerations: '{{ .Values.tolerations }}'")]
    [TestCase("nodeSelector: {kubernetes.io/os: linux}")]
    [TestCase("nodeSelector: {node-role.kubernetes.io/master: 'false'}")]
    [TestCase("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: node-role.kubernetes.io/control-plane, operator: DoesNotExist}]}]}}}")]
    public void Way_to_worker_nodes_is_not_reported(string pod)
    {
        Assert.That(Manifest.Pod(pod: pod).Judge<ControlPlaneToleration>(), Is.Empty);
    }

    [TestCase("shop", ExpectedResult = 1)]
    [TestCase("kubernetes-dashboard", ExpectedResult = 1)]
    [TestCase("kube-system", ExpectedResult = 0)]
    [TestCase("kube-flannel", ExpectedResult = 0)]
    [TestCase("'{{ .Release.Namespace }}'", ExpectedResult = 0)]
    public int Namespaces_of_the_system_are_not_judged(string @namespace) => Agent("Deployment", @namespace, ControlPlane);

    [TestCase(ControlPlane, ExpectedResult = 1)]
    [TestCase(EveryTaint, ExpectedResult = 0)]
    public int Daemon_set_is_reported_where_it_names_the_control_plane(string tolerations) => Agent("DaemonSet", "monitoring", tolerations);

    private static int Agent(string kind, string @namespace, string pod) => new Manifest($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: {name: agent, namespace: {{@namespace}}}
        spec:
          template:
            spec:
              {{pod}}
              containers: [{name: app, image: a}]
        """).Judge<ControlPlaneToleration>().Count;
}
