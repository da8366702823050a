using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5001: roles name what they grant (CIS Kubernetes 5.1.3).</summary>
internal sealed class RbacWildcard() : Rule(new("CSEC5001", "rbac-wildcard", Severity.Critical,
    "Wildcard in a role",
    "Name the verbs, resources and API groups.")
{
    ComparedKinds = AccessFinding.ComparedKinds,
    FactFields = AccessFinding.FactFields,
    References = ["CIS Kubernetes 5.1.3", "NIST SP 800-190 3.3.1"],
}), IJudges<Role>, IJudges<RoleBinding>, ICelRule
{
    /// <summary>The rule's ID.</summary>
    public const string Id = "CSEC5001";

    private static readonly (string Key, Func<PolicyRule, FieldList<string>> Of)[] Lists =
        [("verbs", r => r.Verbs), ("resources", r => r.Resources), ("apiGroups", r => r.ApiGroups)];

    public void Judge(Role role, RuleContext context)
    {
        if (StockAccess.Is(role))
            return;
        foreach (PolicyRule rule in role.Rules)
            foreach ((string key, Func<PolicyRule, FieldList<string>> of) in Lists)
                if (of(rule).Contains("*"))
                    context.ReportUnlessSaid(
                        of(rule),
                        $"{role} grants '*' in {key}: also what is added to the cluster later. Allowed: names.",
                        AccessFinding.OfBindings(this, role, context.Set, scope => Counts(rule, scope)));
    }

    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (binding.FindRole(context.Set) is not { } role || Holders.Of(binding, role) is not { IsEmpty: false } holders)
            return;
        var scope = GrantScope.Of(binding);
        PolicyRule[] rules = [.. context.Set.Roles.RulesOf(role).Where(r => Counts(r, scope))];
        string[] keys = [.. Lists.Where(l => Array.Exists(rules, r => l.Of(r).Contains("*"))).Select(l => l.Key)];
        if (keys.Length > 0)
            context.Report(
                binding.RoleName,
                $"{binding} gives {holders} '*' in {string.Join(", ", keys)} {scope}, by {role}: also what is added to the cluster later. Allowed: names.",
                holders.Raise(Descriptor.Severity));
    }

    /// <summary>Whether a rule says anything in a scope: addresses that are no resources are the cluster's.</summary>
    private static bool Counts(PolicyRule rule, GrantScope scope) => scope.ReachesCluster || !rule.Resources.State.Equals(FieldState.Missing);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.RoleRules, "'*' in r.?verbs.orValue([]) || '*' in r.?resources.orValue([]) || '*' in r.?apiGroups.orValue([])")
        .Unless(CelGrants.IsStockRole)
        .Of(AdmissionResources.Roles)
        .Judging(CelGrants.StockLabel);
}
