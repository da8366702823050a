using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacPodExecTests
{
    [TestCase("apiGroups: [''], resources: ['pods/exec'], verbs: [create]", "create pods/exec")]
    [TestCase("apiGroups: [''], resources: ['pods/exec'], verbs: [get]", "get pods/exec")]
    [TestCase("apiGroups: [''], resources: ['pods/exec'], verbs: [create], resourceNames: [web-0]", "create pods/exec named web-0")]
    [TestCase("apiGroups: [''], resources: ['*/attach'], verbs: [create]", "create pods/attach")]
    [TestCase("apiGroups: [''], resources: ['pods/portforward'], verbs: [create]", "create pods/portforward")]
    [TestCase("apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: [patch]", "patch pods/ephemeralcontainers")]
    [TestCase("apiGroups: [''], resources: ['*'], verbs: [create]", "create pods/exec")]
    public void Role_that_enters_containers_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacPodExec>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [pods], verbs: ['*']")]
    [TestCase("apiGroups: [''], resources: ['pods/*'], verbs: ['*']")]
    [TestCase("apiGroups: [''], resources: ['pods/exec'], verbs: [list]")]
    [TestCase("apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['pods/log'], verbs: [get]")]
    public void Role_that_enters_no_containers_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacPodExec>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: ['pods/exec'], verbs: [create]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacPodExec>(), Is.Empty);
    }
}
