using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacWriteRbacTests
{
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [update]", "update roles")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings], verbs: [create]", "create clusterrolebindings")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [patch], resourceNames: [team]", "patch rolebindings named team")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [patch], resourceNames: ['{{ .Values.x }}']",
        "patch clusterroles of some names")]
    [TestCase("apiGroups: ['*'], resources: [rolebindings], verbs: [delete]", "delete rolebindings")]
    public void Role_that_writes_roles_or_bindings_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacWriteRbac>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles, rolebindings], verbs: [get, list, watch]")]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create], resourceNames: [team]")]
    [TestCase("apiGroups: [''], resources: [roles], verbs: [create]")]
    public void Role_that_reads_roles_and_bindings_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacWriteRbac>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [update]",
            "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacWriteRbac>(), Is.Empty);
    }
}
