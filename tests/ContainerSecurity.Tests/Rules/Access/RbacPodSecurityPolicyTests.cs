using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacPodSecurityPolicyTests
{
    [TestCase("apiGroups: ['policy'], resources: ['podsecuritypolicies'], verbs: ['use']", "use podsecuritypolicies")]
    [TestCase("apiGroups: ['policy'], resources: ['podsecuritypolicies'], verbs: ['use'], resourceNames: ['privileged']",
        "use podsecuritypolicies named privileged")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacPodSecurityPolicy>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['policy'], resources: ['podsecuritypolicies'], verbs: ['get']")]
    [TestCase("apiGroups: ['policy'], resources: ['podsecuritypolicies'], verbs: ['use'], resourceNames: ['restricted']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacPodSecurityPolicy>(), Is.Empty);
    }
}
