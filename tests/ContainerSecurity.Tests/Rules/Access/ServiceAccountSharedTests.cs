using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class ServiceAccountSharedTests
{
    private const string Ours = "{kind: ServiceAccount, name: web, namespace: shop}";

    private static string Deployment(string meta, string account) => $$"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { {{meta}} }
        spec: {template: {spec: {serviceAccountName: {{account}}, containers: [{name: app, image: web}]} } }

        """;

    private static IReadOnlyList<Finding> Judge(string other, string subject = Ours, string kind = "RoleBinding", string account = "web") => new Manifest(
        Deployment("name: web, namespace: shop", account) + other + $$"""
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: {{kind}}
        metadata: {name: give, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{{subject}}]
        """).Judge<ServiceAccountShared>();

    [TestCase(Ours, "RoleBinding")]
    [TestCase(Ours, "ClusterRoleBinding")]
    [TestCase("{kind: ServiceAccount, name: web}", "RoleBinding")]
    [TestCase("{kind: User, name: 'system:serviceaccount:shop:web'}", "ClusterRoleBinding")]
    public void Both_workloads_that_share_an_account_with_rights_are_reported(string subject, string kind)
    {
        IReadOnlyList<Finding> findings = Judge(Deployment("name: jobs, namespace: shop", "web"), subject, kind);

        Assert.That(findings, Has.Count.EqualTo(2));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.template.spec.serviceAccountName"));
        Assert.That(findings[0].Message, Does.Contain("with Deployment shop/jobs").And.Contain($"{kind} shop/give"));
    }

    [TestCase("{kind: ServiceAccount, name: web}", "ClusterRoleBinding")]
    [TestCase("{kind: ServiceAccount, name: web, namespace: elsewhere}", "RoleBinding")]
    [TestCase("{kind: ServiceAccount, name: web, namespace: '{{ .Release.Namespace }}'}", "RoleBinding")]
    [TestCase("{kind: User, name: web}", "RoleBinding")]
    public void Account_without_known_rights_may_be_shared(string subject, string kind)
    {
        Assert.That(Judge(Deployment("name: jobs, namespace: shop", "web"), subject, kind), Is.Empty);
    }

    [TestCase("name: jobs, namespace: shop", "jobs")]
    [TestCase("name: jobs, namespace: elsewhere", "web")]
    [TestCase("name: jobs, namespace: '{{ .Release.Namespace }}'", "web")]
    [TestCase("name: jobs, namespace: shop", "'{{ .Values.account }}'")]
    [TestCase("name: web-5d9, namespace: shop, ownerReferences: [{kind: Deployment, name: web}]", "web")]
    [TestCase("name: web, namespace: shop", "web")]
    public void Another_account_namespace_or_the_same_workload_is_no_sharing(string meta, string account)
    {
        Assert.That(Judge(Deployment(meta, account)), Is.Empty);
    }

    [Test]
    public void Default_account_is_left_to_the_rules_about_it()
    {
        Assert.That(Judge(Deployment("name: jobs, namespace: shop", "default"), "{kind: ServiceAccount, name: default}", account: "default"), Is.Empty);
    }
}
