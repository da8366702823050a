using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteServiceStatusTests
{
    [TestCase("apiGroups: [''], resources: ['services/status'], verbs: [patch]", "patch services/status")]
    [TestCase("apiGroups: [''], resources: ['*/status'], verbs: [update]", "update services/status")]
    public void Role_that_writes_the_status_of_services_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacWriteServiceStatus>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [services], verbs: [update, patch]")]
    [TestCase("apiGroups: [''], resources: ['services/status'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['services/*'], verbs: [patch]")]
    [TestCase("apiGroups: [''], resources: ['pods/status'], verbs: [patch]")]
    public void Role_that_writes_services_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteServiceStatus>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: ['services/status'], verbs: [patch]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacWriteServiceStatus>(), Is.Empty);
    }
}
