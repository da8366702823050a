using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>The worst that a binding gives, by the rules over roles whose findings are high or critical.</summary>
internal static class DangerousRights
{
    private static readonly Lazy<GrantRule[]> Rules = new(() =>
        [.. RuleCatalog.All.OfType<GrantRule>().Where(r => r.Descriptor.Severity >= Severity.High).OrderByDescending(r => r.Descriptor.Severity)]);

    /// <summary>Returns what a binding lets its holders do that is dangerous, and the rule that says so; null for nothing.</summary>
    public static (string What, string RuleId)? Of(RoleBinding binding, ResourceSet set)
    {
        if (binding.RoleName.Is("cluster-admin") && binding.RoleKind.Is("ClusterRole"))
            return ("do everything", "CSEC5002");
        if (binding.FindRole(set) is not { } role)
            return null;
        var scope = GrantScope.Of(binding);
        IReadOnlyList<PolicyRule> rules = set.Roles.RulesOf(role);
        if (rules.Any(r => r.Verbs.Contains("*") && r.Resources.Contains("*") && r.ApiGroups.Contains("*") && !r.IsBoundToNames))
            return ("do everything", RbacWildcard.Id);
        foreach (GrantRule rule in Rules.Value)
            foreach (PolicyRule granted in rules)
                if (rule.Find(scope, granted) is { } what)
                    return (what, rule.Descriptor.Id);
        return null;
    }
}
