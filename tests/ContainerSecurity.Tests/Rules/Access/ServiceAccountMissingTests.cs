using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access;

namespace ContainerSecurity.Tests.Rules.Access;

public class ServiceAccountMissingTests
{
    private static IReadOnlyList<Finding> Judge(string account, string pod) => new Manifest($$"""
        {apiVersion: v1, kind: ServiceAccount, metadata: { {{account}} } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: { {{pod}}, containers: [{name: app, image: web}]}
        """)
    { IsComplete = true }.Judge<ServiceAccountMissing>();

    [TestCase("name: other, namespace: shop")]
    [TestCase("name: web, namespace: elsewhere")]
    [TestCase("name: web")]
    public void Account_that_does_not_exist_in_the_namespace_is_reported(string account)
    {
        Finding finding = Judge(account, "serviceAccountName: web").Single();

        Assert.That(finding.Location.Path, Is.EqualTo("spec.serviceAccountName"));
    }

    [TestCase("name: web, namespace: shop", "serviceAccountName: web")]
    [TestCase("name: web, namespace: shop", "serviceAccount: web")]
    [TestCase("name: web, namespace: '{{ .Release.Namespace }}'", "serviceAccountName: web")]
    [TestCase("name: '{{ .Values.account }}', namespace: shop", "serviceAccountName: web")]
    [TestCase("name: other", "serviceAccountName: '{{ .Values.account }}'")]
    [TestCase("name: other", "serviceAccountName: default")]
    [TestCase("name: other", "hostNetwork: false")]
    public void Account_that_exists_or_may_is_not_reported(string account, string pod)
    {
        Assert.That(Judge(account, pod), Is.Empty);
    }
}
