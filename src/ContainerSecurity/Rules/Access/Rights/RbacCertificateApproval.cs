using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5009: roles do not approve or sign certificates of the cluster (CIS Kubernetes 5.1.11).</summary>
internal sealed class RbacCertificateApproval() : GrantRule(new("CSEC5009", "rbac-certificate-approval", Severity.High,
    "Role approves certificates",
    "Leave approval to the signing controller.")
{
    References = ["CIS Kubernetes 5.1.11", "NIST SP 800-190 3.3.1"],
},
    new Grant("certificates.k8s.io", ["certificatesigningrequests/approval", "certificatesigningrequests/status"], ["update", "patch"]),
    new Grant("certificates.k8s.io", ["signers"], ["approve", "sign"]))
{
    /// <summary>The API server trusts no certificate of a signer outside <c>kubernetes.io/</c>.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) =>
        !rule.IsBoundToNames || rule.ResourceNames.Items.Any(n => n.Is(name => name.StartsWith("kubernetes.io/", StringComparison.Ordinal)));

    internal override string AppliesInCel => $"{CelGrants.IsUnbound} || r.?resourceNames.orValue([]).exists(n, n.startsWith('kubernetes.io/'))";
}
