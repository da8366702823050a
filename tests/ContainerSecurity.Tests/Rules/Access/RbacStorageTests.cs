using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Changes;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacStorageTests
{
    [TestCase("apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['delete']", "delete persistentvolumeclaims")]
    [TestCase("apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['patch']", "patch storageclasses")]
    public void What_is_dangerous_is_reported(string rule, string granted)
    {
        Finding finding = AccessManifest.Role(rule).Judge<RbacStorage>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(finding.Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get']")]
    [TestCase("apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create']")]
    [TestCase("apiGroups: [''], resources: ['storageclasses'], verbs: ['create']")]
    public void What_is_next_to_it_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacStorage>(), Is.Empty);
    }
}
