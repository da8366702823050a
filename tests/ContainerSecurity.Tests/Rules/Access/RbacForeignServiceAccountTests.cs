using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacForeignServiceAccountTests
{
    private const string Shop = "name: give, namespace: shop";

    [TestCase("kind: ServiceAccount, name: ci, namespace: build", "subjects[0].namespace")]
    [TestCase("kind: User, name: 'system:serviceaccount:build:ci'", "subjects[0].name")]
    public void Account_of_another_namespace_is_reported(string subject, string path)
    {
        Assert.That(AccessManifest.Binding(subject, kind: "RoleBinding", meta: Shop).Judge<RbacForeignServiceAccount>().Single().Location.Path,
            Is.EqualTo(path));
    }

    [TestCase("kind: ServiceAccount, name: web, namespace: shop", "RoleBinding", Shop)]
    [TestCase("kind: ServiceAccount, name: web", "RoleBinding", Shop)]
    [TestCase("kind: ServiceAccount, name: web, namespace: '{{ .Release.Namespace }}'", "RoleBinding", Shop)]
    [TestCase("kind: ServiceAccount, name: ci, namespace: build", "RoleBinding", "name: give")]
    [TestCase("kind: ServiceAccount, name: ci, namespace: build", "ClusterRoleBinding", "name: give")]
    [TestCase("kind: User, name: 'system:serviceaccount:shop:web'", "RoleBinding", Shop)]
    [TestCase("kind: User, name: jane", "RoleBinding", Shop)]
    public void Account_of_the_same_namespace_or_of_one_that_is_not_known_is_not_reported(string subject, string kind, string meta)
    {
        Assert.That(AccessManifest.Binding(subject, kind: kind, meta: meta).Judge<RbacForeignServiceAccount>(), Is.Empty);
    }
}
