using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacApiServicesTests
{
    [TestCase("apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: ['create']", "create apiservices")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacApiServices>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: ['get']")]
    [TestCase("apiGroups: ['apiregistration.k8s.io'], resources: ['apiservices/status'], verbs: ['update']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacApiServices>(), Is.Empty);
    }
}
