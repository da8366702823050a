using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacReadPodLogsTests
{
    [TestCase("apiGroups: [''], resources: ['pods/log'], verbs: [get]", "get pods/log")]
    [TestCase("apiGroups: [''], resources: ['*/log'], verbs: [get]", "get pods/log")]
    [TestCase("apiGroups: [''], resources: ['*'], verbs: [get]", "get pods/log")]
    public void Role_that_reads_logs_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacReadPodLogs>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [pods], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['pods/*'], verbs: [get]")]
    [TestCase("apiGroups: [''], resources: ['pods/log'], verbs: [list]")]
    public void Role_that_reads_pods_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacReadPodLogs>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: ['pods/log'], verbs: [get]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacReadPodLogs>(), Is.Empty);
    }
}
