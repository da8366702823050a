using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacNodeProxyTests
{
    [TestCase("apiGroups: [''], resources: ['nodes/proxy'], verbs: [get]", "get nodes/proxy")]
    [TestCase("apiGroups: [''], resources: [nodes, 'nodes/log'], verbs: [get]", "get nodes/log")]
    [TestCase("apiGroups: [''], resources: ['nodes/checkpoint'], verbs: [create]", "create nodes/checkpoint")]
    [TestCase("apiGroups: [''], resources: ['*/proxy'], verbs: [create]", "create nodes/proxy")]
    public void Role_that_reaches_the_kubelet_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacNodeProxy>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [nodes], verbs: [get, list, watch]")]
    [TestCase("apiGroups: [''], resources: ['nodes/metrics', 'nodes/stats', 'nodes/healthz', 'nodes/pods', 'nodes/configz'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['nodes/*'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['services/proxy'], verbs: [get]")]
    public void Narrow_way_to_metrics_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacNodeProxy>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: ['nodes/proxy'], verbs: [get]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacNodeProxy>(), Is.Empty);
    }
}
