using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacPersistentVolumeCreateTests
{
    [TestCase("apiGroups: [''], resources: [persistentvolumes], verbs: [create]", "create persistentvolumes")]
    [TestCase("apiGroups: [''], resources: ['*'], verbs: ['*']", "create persistentvolumes")]
    public void Role_that_makes_persistent_volumes_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacPersistentVolumeCreate>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [''], resources: [persistentvolumes], verbs: [get, update, delete]")]
    [TestCase("apiGroups: [''], resources: [persistentvolumeclaims], verbs: [create]")]
    [TestCase("apiGroups: [''], resources: [persistentvolumes], verbs: [create], resourceNames: [disk]")]
    [TestCase("apiGroups: [''], resources: [persistentvolumes], verbs: ['{{ .Values.x }}']")]
    public void Role_that_claims_volumes_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacPersistentVolumeCreate>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [''], resources: [persistentvolumes], verbs: [create]", "kubernetes.io/bootstrapping: rbac-defaults")
            .Judge<RbacPersistentVolumeCreate>(), Is.Empty);
    }
}
