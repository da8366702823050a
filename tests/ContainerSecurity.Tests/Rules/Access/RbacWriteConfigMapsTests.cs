using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteConfigMapsTests
{
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['update']", "update configmaps")]
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['deletecollection']", "deletecollection configmaps")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacWriteConfigMaps>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['configmaps'], verbs: ['update'], resourceNames: ['leader']")]
    [TestCase("apiGroups: ['apps'], resources: ['configmaps'], verbs: ['update']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteConfigMaps>(), Is.Empty);
    }
}
