namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5009: roles do not grant it without need.</summary>
public sealed class RbacCertificateApproval() : GrantRule(new("CSEC5009", "rbac-certificate-approval", Severity.High,
    "Role approves certificates",
    "Leave approval to the signing controller.")
{
    References = ["CIS Kubernetes 5.1.11", "NIST SP 800-190 3.3.1"],
}, new Grant("certificates.k8s.io", ["certificatesigningrequests/approval", "signers"], ["update", "patch", "approve", "sign"]));
