using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5003: roles do not read Secrets but by name (CIS Kubernetes 5.1.2).</summary>
internal sealed class RbacReadSecrets() : GrantRule(new("CSEC5003", "rbac-read-secrets", Severity.High,
    "Role reads Secrets",
    "Grant get on the Secrets it needs by resourceNames, in a namespaced Role.")
{
    References = ["CIS Kubernetes 5.1.2", "NIST SP 800-190 3.3.2"],
}, new Grant("", ["secrets"], ["get", "list", "watch"]))
{
    /// <summary>Reading one Secret by its name is what the rule asks for.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) => !rule.IsBoundToNames;

    internal override string AppliesInCel => CelGrants.IsUnbound;
}
