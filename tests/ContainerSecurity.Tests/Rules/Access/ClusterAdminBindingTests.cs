using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class ClusterAdminBindingTests
{
    private const string Everything = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: ops, namespace: stray}
        rules:
        - {apiGroups: ['*'], resources: ['*'], verbs: ['*']}
        """;

    private static Manifest Binding(string kind, string role, string meta = "name: give, namespace: shop", string subject = "kind: User, name: jane") => new($$"""
        {{Everything}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: { {{meta}} }
        roleRef: {apiGroup: rbac.authorization.k8s.io, {{role}}}
        subjects:
        - { {{subject}} }
        """);

    [TestCase("ClusterRoleBinding", "which may do everything.")]
    [TestCase("RoleBinding", "which may do everything in the namespace.")]
    public void Binding_of_cluster_admin_is_reported_with_its_reach(string kind, string reach)
    {
        Finding finding = Binding(kind, "kind: ClusterRole, name: cluster-admin").Judge<ClusterAdminBinding>().Single();

        Assert.That(finding.Location.Path, Is.EqualTo("roleRef.name"));
        Assert.That(finding.Message, Does.Contain("cluster-admin").And.Contain(reach));
    }

    [Test]
    public void Role_as_strong_is_found_in_the_set_even_where_it_carries_a_namespace()
    {
        Assert.That(Binding("ClusterRoleBinding", "kind: ClusterRole, name: ops").Judge<ClusterAdminBinding>(), Has.Count.EqualTo(1));
    }

    [TestCase("RoleBinding", "kind: Role, name: cluster-admin")]
    [TestCase("RoleBinding", "kind: Role, name: ops")]
    [TestCase("RoleBinding", "kind: '{{ .Values.kind }}', name: cluster-admin")]
    [TestCase("ClusterRoleBinding", "kind: ClusterRole, name: view")]
    [TestCase("ClusterRoleBinding", "kind: ClusterRole, name: '{{ .Values.role }}'")]
    public void Other_role_or_one_that_is_not_known_is_not_reported(string kind, string role)
    {
        Assert.That(Binding(kind, role).Judge<ClusterAdminBinding>(), Is.Empty);
    }

    [TestCase("kind: Group, name: 'system:masters'", 0)]
    [TestCase("kind: User, name: jane", 1)]
    public void Binding_that_Kubernetes_brings_is_left_alone_unless_a_stranger_is_bound(string subject, int count)
    {
        Assert.That(
            Binding(
                "ClusterRoleBinding",
                "kind: ClusterRole, name: cluster-admin",
                "name: cluster-admin, labels: {kubernetes.io/bootstrapping: rbac-defaults}",
                subject).Judge<ClusterAdminBinding>(),
            Has.Count.EqualTo(count));
    }

    [TestCase("[get, list, watch, create, update, patch, delete]", 1)]
    [TestCase("[get, list, watch]", 0)]
    public void Role_with_all_verbs_by_name_is_as_strong(string verbs, int count)
    {
        var manifest = new Manifest($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: strong}
            rules:
            - {apiGroups: ['*'], resources: ['*'], verbs: {{verbs}} }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: give}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: strong}
            subjects: [{kind: User, name: jane}]
            """);

        Assert.That(manifest.Judge<ClusterAdminBinding>(), Has.Count.EqualTo(count));
    }
}
