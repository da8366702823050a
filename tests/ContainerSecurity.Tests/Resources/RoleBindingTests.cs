using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources;

public class RoleBindingTests
{
    private const string Roles = """
        {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: reader, namespace: shop}, rules: []}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: reader}, rules: []}
        """;

    private static RoleBinding Binding(
        string role,
        string kind = "RoleBinding",
        string meta = "name: give, namespace: shop",
        string subject = "kind: User, name: jane") =>
        (RoleBinding)AccessManifest.Binding(subject, role, kind, meta).Resources().Single();

    [TestCase("kind: Role, name: reader", "RoleBinding", "Role")]
    [TestCase("kind: ClusterRole, name: reader", "RoleBinding", "ClusterRole")]
    [TestCase("kind: ClusterRole, name: reader", "ClusterRoleBinding", "ClusterRole")]
    [TestCase("kind: Role, name: reader", "ClusterRoleBinding", null)]
    [TestCase("kind: Role, name: other", "RoleBinding", null)]
    [TestCase("kind: '{{ .Values.kind }}', name: reader", "RoleBinding", null)]
    public void Role_is_found_by_kind_name_and_namespace(string role, string kind, string? found)
    {
        var set = new ResourceSet(new Manifest(Roles).Resources(), isComplete: true);

        Assert.That(Binding(role, kind).FindRole(set)?.Kind, Is.EqualTo(found));
    }

    [TestCase("name: give, namespace: elsewhere", false)]
    [TestCase("name: give", false)]
    [TestCase("name: give, namespace: '{{ .Release.Namespace }}'", true)]
    public void Role_of_an_unknown_namespace_may_be_the_one_but_is_not_found(string meta, bool may)
    {
        var set = new ResourceSet(new Manifest(Roles).Resources(), isComplete: true);
        RoleBinding binding = Binding("kind: Role, name: reader", meta: meta);

        Assert.That(binding.FindRole(set), Is.Null);
        Assert.That(binding.MayFindRole(set), Is.EqualTo(may));
    }

    [TestCase("RoleBinding", "kind: ServiceAccount, name: web", true)]
    [TestCase("ClusterRoleBinding", "kind: ServiceAccount, name: web", false)]
    [TestCase("ClusterRoleBinding", "kind: ServiceAccount, name: web, namespace: shop", true)]
    [TestCase("RoleBinding", "kind: ServiceAccount, name: web, namespace: elsewhere", false)]
    [TestCase("RoleBinding", "kind: ServiceAccount, name: web, namespace: '{{ .Release.Namespace }}'", false)]
    [TestCase("RoleBinding", "kind: User, name: 'system:serviceaccount:shop:web'", true)]
    [TestCase("RoleBinding", "kind: User, name: 'system:serviceaccount:elsewhere:web'", false)]
    [TestCase("RoleBinding", "kind: User, name: web", false)]
    [TestCase("RoleBinding", "kind: User, name: '*'", false)]
    public void Service_account_is_bound_by_its_name_or_its_name_among_users(string kind, string subject, bool bound)
    {
        Assert.That(Binding("kind: ClusterRole, name: view", kind, subject: subject).Binds("shop", "web"), Is.EqualTo(bound));
    }

    [TestCase("kubernetes.io/bootstrapping: rbac-defaults", true)]
    [TestCase("kubernetes.io/bootstrapping: other", false)]
    [TestCase("team: ops", false)]
    public void Stock_object_is_known_by_its_label(string labels, bool stock)
    {
        Assert.That(Binding("kind: ClusterRole, name: view", meta: $"name: give, labels: {{{labels}}}").IsStock, Is.EqualTo(stock));
    }
}
