using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5008: roles do not write admission webhooks or admission policies (CIS Kubernetes 5.1.12).</summary>
internal sealed class RbacAdmissionWebhooks() : GrantRule(new("CSEC5008", "rbac-admission-webhooks", Severity.High,
    "Role writes admission webhooks",
    "Leave admission to cluster administrators.")
{
    References = ["CIS Kubernetes 5.1.12", "NIST SP 800-190 3.3.1"],
}, new Grant(
    "admissionregistration.k8s.io",
    [
        "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "validatingadmissionpolicies",
        "validatingadmissionpolicybindings", "mutatingadmissionpolicies", "mutatingadmissionpolicybindings"
    ],
    ["create", "update", "patch", "delete", "deletecollection"]));
