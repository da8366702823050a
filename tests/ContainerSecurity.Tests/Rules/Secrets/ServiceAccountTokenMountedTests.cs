using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Secrets;

namespace ContainerSecurity.Tests.Rules.Secrets;

public class ServiceAccountTokenMountedTests
{
    [TestCase("")]
    [TestCase("automountServiceAccountToken: true")]
    public void Mounted_token_is_reported(string pod)
    {
        IReadOnlyList<Finding> findings = Manifest.Pod(pod: pod).Judge<ServiceAccountTokenMounted>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("spec.automountServiceAccountToken"));
    }

    [TestCase("automountServiceAccountToken: false")]
    [TestCase("automountServiceAccountToken: '{{ .Values.automount }}'")]
    [TestCase("serviceAccountName: '{{ .Values.account }}'")]
    public void Pod_that_may_have_no_token_is_not_reported(string pod) => Assert.That(Manifest.Pod(pod: pod).Judge<ServiceAccountTokenMounted>(), Is.Empty);

    [TestCase("web", "", "automountServiceAccountToken: false", 0)]
    [TestCase("web", "", "automountServiceAccountToken: '{{ .Values.automount }}'", 0)]
    [TestCase("web", "", "", 1)]
    [TestCase("web", "automountServiceAccountToken: true", "automountServiceAccountToken: false", 1)]
    [TestCase("other", "", "automountServiceAccountToken: false", 1)]
    public void Service_account_speaks_where_the_pod_is_silent(string account, string pod, string automount, int expected)
    {
        var manifest = new Manifest($$"""
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: shop}
            {{automount}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec:
              serviceAccountName: {{account}}
              {{pod}}
              containers: [{name: app}]
            """);

        Assert.That(manifest.Judge<ServiceAccountTokenMounted>(), Has.Count.EqualTo(expected));
    }
}
