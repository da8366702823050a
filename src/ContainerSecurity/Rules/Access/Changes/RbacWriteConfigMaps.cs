using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5042: roles do not write ConfigMaps but by name.</summary>
internal sealed class RbacWriteConfigMaps() : NamedGrantRule(new("CSEC5042", "rbac-write-config-maps", Severity.Medium,
    "Role writes ConfigMaps",
    "Grant update on the ConfigMaps it needs by resourceNames, in a namespaced Role.")
{
    References = ["NIST SP 800-190 3.3.2"],
}, new Grant("", ["configmaps"], Grant.Write))
{
    /// <summary>Writing one ConfigMap by its name is what the rule asks for.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) => !rule.IsBoundToNames;

    internal override string AppliesInCel => CelGrants.IsUnbound;
}
