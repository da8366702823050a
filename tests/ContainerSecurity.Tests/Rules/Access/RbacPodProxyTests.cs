using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacPodProxyTests
{
    [TestCase("apiGroups: [''], resources: ['pods/proxy'], verbs: ['get']", "get pods/proxy")]
    [TestCase("apiGroups: [''], resources: ['services/proxy'], verbs: ['create']", "create services/proxy")]
    [TestCase("apiGroups: [''], resources: ['*/proxy'], verbs: ['*']", "get pods/proxy")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacPodProxy>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['pods', 'services'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['pods/*'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacPodProxy>(), Is.Empty);
    }
}
