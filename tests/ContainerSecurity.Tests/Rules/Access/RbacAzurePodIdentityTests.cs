using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAzurePodIdentityTests
{
    [TestCase("apiGroups: ['aadpodidentity.k8s.io'], resources: ['azurepodidentityexceptions'], verbs: ['create']", "create azurepodidentityexceptions")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacAzurePodIdentity>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: ['aadpodidentity.k8s.io'], resources: ['azurepodidentityexceptions'], verbs: ['get']")]
    [TestCase("apiGroups: ['aadpodidentity.k8s.io'], resources: ['azureidentities'], verbs: ['create']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacAzurePodIdentity>(), Is.Empty);
    }
}
