using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacCreatePodsTests
{
    [TestCase("apiGroups: [''], resources: [pods], verbs: [create]", "create pods")]
    [TestCase("apiGroups: [''], resources: [pods], verbs: [patch], resourceNames: [web-0]", "patch pods named web-0")]
    [TestCase("apiGroups: [apps], resources: [daemonsets], verbs: [update]", "update daemonsets")]
    [TestCase("apiGroups: [batch], resources: [cronjobs], verbs: [create]", "create cronjobs")]
    [TestCase("apiGroups: [''], resources: [replicationcontrollers], verbs: ['*']", "create replicationcontrollers")]
    public void Role_that_makes_or_changes_pods_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacCreatePods>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [pods], verbs: [get, list, watch, delete]")]
    [TestCase("apiGroups: [''], resources: [pods], verbs: [create], resourceNames: [web-0]")]
    [TestCase("apiGroups: [''], resources: [deployments], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: ['pods/*'], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: ['pods/eviction'], verbs: [create]")]
    public void Role_that_makes_no_pods_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacCreatePods>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: [pods], verbs: [create]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacCreatePods>(), Is.Empty);
    }
}
