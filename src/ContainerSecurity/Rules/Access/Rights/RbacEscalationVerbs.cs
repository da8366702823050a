using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Rights;

/// <summary>CSEC5004: roles do not grant escalate, bind or impersonate (CIS Kubernetes 5.1.8).</summary>
internal sealed class RbacEscalationVerbs() : GrantRule(new("CSEC5004", "rbac-escalation-verbs", Severity.Critical,
    "Role grants escalate, bind or impersonate",
    "Remove the verbs, or bound them by resourceNames.")
{
    References = ["CIS Kubernetes 5.1.8", "NIST SP 800-190 3.3.1"],
},
    new Grant("rbac.authorization.k8s.io", ["roles", "clusterroles"], ["escalate", "bind"]),
    new Grant("", ["users", "groups", "serviceaccounts"], ["impersonate"]),
    new Grant(RbacEscalationVerbs.Group, ["uids"], ["impersonate"]))
{
    private const string Group = "authentication.k8s.io";
    private const string Extras = "userextras/";

    /// <summary>Bounding by names helps, unless the name is the strongest of all.</summary>
    protected override bool Applies(GrantScope scope, PolicyRule rule) =>
        !rule.IsBoundToNames || rule.ResourceNames.Contains("cluster-admin") || rule.ResourceNames.Contains("system:masters");

    /// <summary>Each kind of extra of a user is a resource of its own; <c>userextras/*</c> names none.</summary>
    protected override string? FindMore(GrantScope scope, PolicyRule rule) =>
        scope.ReachesCluster
        && (rule.Verbs.Contains("impersonate") || rule.Verbs.Contains("*"))
        && (rule.ApiGroups.Contains(Group) || rule.ApiGroups.Contains("*"))
            ? rule.Resources.Items.FirstOrDefault(r => r.Is(IsExtra)) is { IsKnown: true } extra ? $"impersonate {extra.Value}" : null
            : null;

    private static bool IsExtra(string resource) => resource.StartsWith(Extras, StringComparison.Ordinal) && resource.IndexOfAny(['*', '/'], Extras.Length) < 0;

    internal override string FindMoreInCel =>
        $"(object.kind != 'Role' && {CelGrants.Holds("apiGroups", [Group])} && {CelGrants.Holds("verbs", ["impersonate"])} && "
        + $"r.?resources.orValue([]).exists(n, n.matches('^{Extras}[^*/]+$')))";

    internal override string AppliesInCel =>
        $"{CelGrants.IsUnbound} || 'cluster-admin' in r.?resourceNames.orValue([]) || 'system:masters' in r.?resourceNames.orValue([])";
}
