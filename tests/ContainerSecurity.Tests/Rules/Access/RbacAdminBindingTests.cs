using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAdminBindingTests
{
    [TestCase("admin", "ClusterRoleBinding", Severity.High)]
    [TestCase("edit", "ClusterRoleBinding", Severity.High)]
    [TestCase("edit", "RoleBinding", Severity.Medium)]
    public void Binding_of_admin_or_edit_is_reported(string role, string kind, Severity severity)
    {
        Finding finding = AccessManifest.Binding("kind: User, name: jane", $"kind: ClusterRole, name: {role}", kind, "name: give, namespace: shop")
            .Judge<RbacAdminBinding>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("roleRef.name"));
        Assert.That(finding.Severity, Is.EqualTo(severity));
    }

    [TestCase("kind: ClusterRole, name: view")]
    [TestCase("kind: ClusterRole, name: Admin")]
    [TestCase("kind: Role, name: admin")]
    [TestCase("kind: ClusterRole, name: '{{ .Values.role }}'")]
    public void Other_roles_are_not_reported(string role)
    {
        Assert.That(AccessManifest.Binding("kind: User, name: jane", role, "RoleBinding").Judge<RbacAdminBinding>(), Is.Empty);
    }
}
