using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacClusterDnsTests
{
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['update'], resourceNames: ['coredns']", "update configmaps named coredns")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacClusterDns>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['update']")]
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['coredns']")]
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['update'], resourceNames: ['web']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacClusterDns>(), Is.Empty);
    }
}
