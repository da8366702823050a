using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacDangerousCombinationTests
{
    private static string Role(string name, string rule) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: {{name}}}
        rules: [{ {{rule}} }]
        """;

    private static string Binding(string role, string kind = "ClusterRoleBinding", string subject = "kind: User, name: jane", string space = "shop") => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: give-{{role}}, namespace: {{space}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
        subjects: [{ {{subject}} }]
        """;

    private static IReadOnlyList<Finding> Judge(params string[] parts) => new Manifest(string.Join("\n---\n", parts)).Judge<RbacDangerousCombination>();

    private static readonly string Makes = Role("makes", "apiGroups: [''], resources: [secrets], verbs: [create]");
    private static readonly string Reads = Role("reads", "apiGroups: [''], resources: [secrets], verbs: [list]");

    [Test]
    public void Parts_of_two_roles_are_reported_once_at_the_last_of_the_bindings()
    {
        Finding finding = Judge(Makes, Reads, Binding("makes"), Binding("reads")).Single();

        Assert.That(finding.Resource.Name, Is.EqualTo("give-reads"));
        Assert.That(finding.Message, Does.StartWith("User 'jane' may create secrets, and list secrets in the whole cluster: "));
        Assert.That(finding.Severity, Is.EqualTo(Severity.High));
    }

    [Test]
    public void Part_of_the_cluster_and_part_of_a_namespace_meet_in_the_namespace() =>
        Assert.That(Judge(Makes, Reads, Binding("makes"), Binding("reads", "RoleBinding")).Single().Resource.Kind, Is.EqualTo("RoleBinding"));

    [Test]
    public void Groups_of_a_service_account_count() =>
        Assert.That(Judge(Makes, Reads, Binding("makes", subject: "kind: Group, name: 'system:serviceaccounts:shop'"),
            Binding("reads", subject: "kind: ServiceAccount, name: web, namespace: shop")), Has.Count.EqualTo(1));

    [Test]
    public void Parts_of_different_subjects_or_namespaces_do_not_meet()
    {
        Assert.That(Judge(Makes, Reads, Binding("makes"), Binding("reads", subject: "kind: User, name: joe")), Is.Empty);
        Assert.That(Judge(Makes, Reads, Binding("makes", "RoleBinding"), Binding("reads", "RoleBinding", space: "other")), Is.Empty);
        Assert.That(Judge(Makes, Binding("makes")), Is.Empty);
    }

    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings, clusterroles], verbs: [create, bind]", "ClusterRoleBinding", 1)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings, clusterroles], verbs: [create, bind]", "RoleBinding", 0)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings, clusterroles], verbs: [create, bind]", "RoleBinding", 1)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create, bind]", "RoleBinding", 0)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [update, escalate]", "RoleBinding", 1)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [create, escalate]", "RoleBinding", 0)]
    [TestCase("apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [patch, escalate]", "RoleBinding", 0)]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests, 'certificatesigningrequests/approval', signers], verbs: [create, update, approve]", "ClusterRoleBinding", 1)]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests, signers], verbs: [create, update, approve]", "ClusterRoleBinding", 0)]
    [TestCase("apiGroups: [''], resources: ['pods/eviction', nodes], verbs: [create, patch]", "ClusterRoleBinding", 1)]
    [TestCase("apiGroups: [''], resources: ['pods/eviction', nodes], verbs: [create, patch]", "RoleBinding", 0)]
    public void Combination_counts_where_all_its_parts_do(string rule, string kind, int count) =>
        Assert.That(Judge(Role("ops", rule), Binding("ops", kind)), Has.Count.EqualTo(count));
}
