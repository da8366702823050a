using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacDanglingBindingTests
{
    private static IReadOnlyList<Finding> Judge(
        string others,
        string role,
        string subject = "kind: User, name: jane",
        string kind = "RoleBinding",
        string labels = "") => new Manifest($$"""
        {{others}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: give, namespace: shop, labels: { {{labels}} } }
        roleRef: {apiGroup: rbac.authorization.k8s.io, {{role}}}
        subjects:
        - { {{subject}} }
        """)
        { IsComplete = true }.Judge<RbacDanglingBinding>();

    private static string Role(string kind, string meta) => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: {kind}, metadata: {{{meta}}}, rules: []}}";

    private static string Account(string meta) => $"{{apiVersion: v1, kind: ServiceAccount, metadata: {{{meta}}}}}";

    [TestCase("kind: Role, name: reader", "RoleBinding")]
    [TestCase("kind: Role, name: admin", "RoleBinding")]
    [TestCase("kind: ClusterRole, name: reader", "ClusterRoleBinding")]
    public void Role_that_does_not_exist_is_reported(string role, string kind)
    {
        Finding finding = Judge("", role, kind: kind).Single();

        Assert.That(finding.Location.Path, Is.EqualTo("roleRef.name"));
    }

    [TestCase("Role", "name: reader, namespace: elsewhere")]
    [TestCase("Role", "name: Reader, namespace: shop")]
    [TestCase("ClusterRole", "name: reader")]
    public void Role_of_another_namespace_name_or_kind_is_not_the_one(string kind, string meta)
    {
        Assert.That(Judge(Role(kind, meta), "kind: Role, name: reader"), Has.Count.EqualTo(1));
    }

    [TestCase("Role", "name: reader, namespace: shop", "kind: Role, name: reader")]
    [TestCase("Role", "name: '{{ .Values.role }}', namespace: shop", "kind: Role, name: reader")]
    [TestCase("Role", "name: reader, namespace: '{{ .Release.Namespace }}'", "kind: Role, name: reader")]
    [TestCase("ClusterRole", "name: reader, namespace: stray", "kind: ClusterRole, name: reader")]
    [TestCase("Role", "name: other, namespace: shop", "kind: '{{ .Values.kind }}', name: reader")]
    [TestCase("Role", "name: other, namespace: shop", "kind: Role, name: '{{ .Values.role }}'")]
    [TestCase("Role", "name: other, namespace: shop", "kind: ClusterRole, name: edit")]
    [TestCase("Role", "name: other, namespace: shop", "kind: ClusterRole, name: 'system:auth-delegator'")]
    [TestCase("Role", "name: other, namespace: shop", "kind: Role, name: extension-apiserver-authentication-reader")]
    public void Role_that_exists_or_may_is_not_reported(string kind, string meta, string role)
    {
        Assert.That(Judge(Role(kind, meta), role), Is.Empty);
    }

    [TestCase("name: web, namespace: shop", 0)]
    [TestCase("name: '{{ .Values.account }}', namespace: shop", 0)]
    [TestCase("name: web, namespace: elsewhere", 1)]
    public void Service_account_of_the_subject_must_exist_in_its_namespace(string account, int count)
    {
        IReadOnlyList<Finding> findings = Judge(Account(account), "kind: ClusterRole, name: view", "kind: ServiceAccount, name: web");

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(Enumerable.Repeat("subjects[0].name", count)));
    }

    [TestCase("kind: ServiceAccount, name: default, namespace: shop")]
    [TestCase("kind: Group, name: web")]
    public void Default_account_always_exists_and_others_are_not_looked_for(string subject)
    {
        Assert.That(Judge("", "kind: ClusterRole, name: view", subject), Is.Empty);
    }

    [Test]
    public void Binding_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(Judge("", "kind: Role, name: reader", labels: "kubernetes.io/bootstrapping: rbac-defaults"), Is.Empty);
    }
}
