using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5048: roles do not use every PodSecurityPolicy.</summary>
internal sealed class RbacPodSecurityPolicy() : NamedGrantRule(new("CSEC5048", "rbac-pod-security-policy", Severity.High,
    "Role uses every PodSecurityPolicy",
    "Grant use by resourceNames, or use Pod Security admission.")
{
    References = ["CIS Kubernetes 5.2.1", "NIST SP 800-190 3.3.1"],
},
    new Grant("policy", ["podsecuritypolicies"], ["use"]),
    new Grant("extensions", ["podsecuritypolicies"], ["use"]))
{
    /// <summary>One policy by its name is what the rule asks for, unless the name says that it is the privileged one.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) => !rule.IsBoundToNames || rule.ResourceNames.Contains("privileged");

    internal override string AppliesInCel => $"{CelGrants.IsUnbound} || 'privileged' in r.?resourceNames.orValue([])";
}
