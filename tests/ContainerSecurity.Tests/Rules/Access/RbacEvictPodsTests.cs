using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacEvictPodsTests
{
    [TestCase("apiGroups: [''], resources: ['pods'], verbs: ['delete']", "delete pods")]
    [TestCase("apiGroups: [''], resources: ['pods/eviction'], verbs: ['create']", "create pods/eviction")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacEvictPods>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['pods'], verbs: ['get']")]
    [TestCase("apiGroups: ['policy'], resources: ['pods/eviction'], verbs: ['create']")]
    [TestCase("apiGroups: [''], resources: ['pods/eviction'], verbs: ['get']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacEvictPods>(), Is.Empty);
    }
}
