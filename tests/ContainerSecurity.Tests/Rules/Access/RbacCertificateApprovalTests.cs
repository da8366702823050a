using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacCertificateApprovalTests
{
    [TestCase("apiGroups: [certificates.k8s.io], resources: ['certificatesigningrequests/approval'], verbs: [update]",
        "update certificatesigningrequests/approval")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: ['certificatesigningrequests/status'], verbs: [patch]", "patch certificatesigningrequests/status")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve]", "approve signers")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [signers], verbs: [sign], resourceNames: [kubernetes.io/kube-apiserver-client]",
        "sign signers named kubernetes.io/kube-apiserver-client")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: ['*'], verbs: ['*']", "update certificatesigningrequests/approval")]
    public void Role_that_approves_or_signs_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacCertificateApproval>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create, get, list, watch]")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [signers], verbs: [sign], resourceNames: [example.com/issuer]")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [signers], verbs: [sign], resourceNames: ['{{ .Values.x }}']")]
    [TestCase("apiGroups: [certificates.k8s.io], resources: [signers], verbs: [update]")]
    public void Role_that_asks_for_certificates_or_serves_another_signer_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacCertificateApproval>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [certificates.k8s.io], resources: ['certificatesigningrequests/approval'], verbs: [update]",
            "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacCertificateApproval>(), Is.Empty);
    }
}
