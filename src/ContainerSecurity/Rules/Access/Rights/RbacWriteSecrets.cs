using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5031: roles do not write Secrets but by name.</summary>
internal sealed class RbacWriteSecrets() : NamedGrantRule(new("CSEC5031", "rbac-write-secrets", Severity.High,
    "Role writes Secrets",
    "Grant update on the Secrets it needs by resourceNames, in a namespaced Role.")
{
    References = ["NIST SP 800-190 3.3.2"],
}, new Grant("", ["secrets"], Grant.Write))
{
    /// <summary>Writing one Secret by its name is what the rule asks for.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) => !rule.IsBoundToNames;

    internal override string AppliesInCel => CelGrants.IsUnbound;
}
