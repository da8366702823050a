using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteNodesTests
{
    [TestCase("apiGroups: [''], resources: ['nodes'], verbs: ['patch']", "patch nodes")]
    [TestCase("apiGroups: [''], resources: ['nodes/status'], verbs: ['update']", "update nodes/status")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacWriteNodes>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch']")]
    [TestCase("apiGroups: [''], resources: ['nodes/*'], verbs: ['patch']")]
    [TestCase("apiGroups: ['metrics.k8s.io'], resources: ['nodes'], verbs: ['patch']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteNodes>(), Is.Empty);
    }
}
