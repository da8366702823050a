using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWritePodStatusTests
{
    [TestCase("apiGroups: [''], resources: ['pods/status'], verbs: ['patch']", "patch pods/status")]
    [TestCase("apiGroups: [''], resources: ['*/status'], verbs: ['update']", "update pods/status")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacWritePodStatus>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['pods/status'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['pods'], verbs: ['patch']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWritePodStatus>(), Is.Empty);
    }
}
