using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5010: roles do not make tokens of every service account (CIS Kubernetes 5.1.13).</summary>
internal sealed class RbacCreateTokens() : GrantRule(new("CSEC5010", "rbac-create-tokens", Severity.High,
    "Role makes tokens of service accounts",
    "Grant it by resourceNames to the one account.")
{
    References = ["CIS Kubernetes 5.1.13", "NIST SP 800-190 3.3.1"],
}, new Grant("", ["serviceaccounts/token"], ["create"]))
{
    /// <summary>Tokens of one account by its name are what the rule asks for.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) => !rule.IsBoundToNames;

    internal override string AppliesInCel => CelGrants.IsUnbound;
}
