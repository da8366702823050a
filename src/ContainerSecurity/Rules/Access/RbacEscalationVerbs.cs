using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5004: roles do not grant escalate, bind or impersonate (CIS Kubernetes 5.1.8).</summary>
internal sealed class RbacEscalationVerbs() : GrantRule(new("CSEC5004", "rbac-escalation-verbs", Severity.Critical,
    "Role grants escalate, bind or impersonate",
    "Remove the verbs, or bound them by resourceNames.")
{
    References = ["CIS Kubernetes 5.1.8", "NIST SP 800-190 3.3.1"],
},
    new Grant("rbac.authorization.k8s.io", ["roles", "clusterroles"], ["escalate", "bind"]),
    new Grant("", ["users", "groups", "serviceaccounts"], ["impersonate"]),
    new Grant("authentication.k8s.io", ["uids"], ["impersonate"]))
{
    /// <summary>Bounding by names helps, unless the name is the strongest of all.</summary>
    protected override bool Applies(Role role, PolicyRule rule) =>
        !rule.IsBoundToNames || rule.ResourceNames.Contains("cluster-admin") || rule.ResourceNames.Contains("system:masters");

    internal override string AppliesInCel =>
        $"{CelGrants.IsUnbound} || 'cluster-admin' in r.?resourceNames.orValue([]) || 'system:masters' in r.?resourceNames.orValue([])";
}
