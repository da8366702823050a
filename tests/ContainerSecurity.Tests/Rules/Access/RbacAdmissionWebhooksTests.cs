using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Access.Rights;

namespace ContainerSecurity.Tests.Rules.Access;

public class RbacAdmissionWebhooksTests
{
    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [create]", "create mutatingwebhookconfigurations")]
    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: [validatingwebhookconfigurations], verbs: [patch], resourceNames: [guard]",
        "patch validatingwebhookconfigurations named guard")]
    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: [validatingadmissionpolicybindings], verbs: [delete]",
        "delete validatingadmissionpolicybindings")]
    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: ['*'], verbs: [deletecollection]", "deletecollection mutatingwebhookconfigurations")]
    public void Role_that_writes_admission_is_reported(string rule, string granted)
    {
        IReadOnlyList<Finding> findings = AccessManifest.Role(rule).Judge<RbacAdmissionWebhooks>();

        Assert.That(findings, Has.Count.EqualTo(1));
        Assert.That(findings[0].Location.Path, Is.EqualTo("rules[0].resources"));
        Assert.That(findings[0].Message, Does.StartWith($"ClusterRole 'ops' lets its holders {granted}. "));
    }

    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations, validatingadmissionpolicies], verbs: [get, list, watch]")]
    [TestCase("apiGroups: [''], resources: [mutatingwebhookconfigurations], verbs: [create]")]
    [TestCase("apiGroups: [admissionregistration.k8s.io], resources: [validatingwebhookconfigurations], verbs: [create], resourceNames: [guard]")]
    public void Role_that_reads_admission_is_not_reported(string rule)
    {
        Assert.That(AccessManifest.Role(rule).Judge<RbacAdmissionWebhooks>(), Is.Empty);
    }

    [Test]
    public void Role_that_Kubernetes_brings_is_left_alone()
    {
        Assert.That(AccessManifest.Role("apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [create]",
            "kubernetes.io/bootstrapping: rbac-defaults").Judge<RbacAdmissionWebhooks>(), Is.Empty);
    }
}
