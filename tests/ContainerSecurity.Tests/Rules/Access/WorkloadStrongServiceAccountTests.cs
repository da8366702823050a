using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class WorkloadStrongServiceAccountTests
{
    private static Manifest Set(string pod = "serviceAccountName: web", string account = "", string rule = "apiGroups: [''], resources: [secrets], verbs: [get]", string subject = "kind: ServiceAccount, name: web") => new($$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: { containers: [{name: app, image: registry.example/web:1.0}], {{pod}} }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web, namespace: shop}
        {{account}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: ops, namespace: shop}
        rules: [{ {{rule}} }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: give, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ops}
        subjects: [{ {{subject}} }]
        """);

    [TestCase("kind: ServiceAccount, name: web")]
    [TestCase("kind: User, name: 'system:serviceaccount:shop:web'")]
    [TestCase("kind: Group, name: 'system:serviceaccounts:shop'")]
    [TestCase("kind: Group, name: 'system:authenticated'")]
    public void Workload_with_the_token_of_a_strong_account_is_reported(string subject)
    {
        Assert.That(Set(subject: subject).Judge<WorkloadStrongServiceAccount>().Single().Message,
            Does.Contain("may get secrets in the namespace 'shop' (RoleBinding 'give', CSEC5003)"));
    }

    [Test]
    public void Pod_may_ask_for_the_token_that_its_account_denies()
    {
        Assert.That(Set("serviceAccountName: web, automountServiceAccountToken: true", "automountServiceAccountToken: false")
            .Judge<WorkloadStrongServiceAccount>(), Has.Count.EqualTo(1));
    }

    [TestCase("serviceAccountName: web, automountServiceAccountToken: false", "")]
    [TestCase("serviceAccountName: web", "automountServiceAccountToken: false")]
    [TestCase("serviceAccountName: other", "")]
    [TestCase("serviceAccountName: '{{ .Values.account }}'", "")]
    [TestCase("serviceAccountName: web, automountServiceAccountToken: '{{ .Values.mount }}'", "")]
    public void Workload_without_it_is_not(string pod, string account)
    {
        Assert.That(Set(pod, account).Judge<WorkloadStrongServiceAccount>(), Is.Empty);
    }

    [TestCase("apiGroups: [''], resources: [secrets], verbs: [get], resourceNames: [web-tls]")]
    [TestCase("apiGroups: [''], resources: [configmaps], verbs: [update]")]
    [TestCase("apiGroups: [''], resources: ['nodes/proxy'], verbs: [get]")]
    public void Right_that_is_harmless_or_counts_nowhere_is_not(string rule)
    {
        Assert.That(Set(rule: rule).Judge<WorkloadStrongServiceAccount>(), Is.Empty);
    }
}
