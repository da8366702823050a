using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
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

    /// <summary>The finding about a role or binding that stands for those of rules over what a wildcard grants; none where the rule has no wildcard.</summary>
    internal static IEnumerable<StrongerFinding> Of(PolicyRule rule, Resource resource) => resource switch
    {
        RoleBinding binding => KeysOf(rule).Any() ? [new StrongerFinding(Id, binding)] : [],
        _ => KeysOf(rule).Take(1).Select(k => new StrongerFinding(Id, resource, k.List.Location?.Path)),
    };

    public void Judge(Role role, RuleContext context)
    {
        if (StockAccess.Is(role))
            return;
        foreach (PolicyRule rule in role.Rules)
            if (KeysOf(rule).ToArray() is [var first, ..] keys)
                context.ReportUnlessSaid(
                    first.List,
                    $"{role} grants '*' in {string.Join(", ", keys.Select(k => k.Key))}: also what is added to the cluster later. Allowed: names.",
                    AccessFinding.OfBindings(this, role, context.Set, scope => Counts(rule, scope)),
                    WildcardStake.Of(rule, GrantScope.Of(role)));
    }

    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (binding.FindRole(context.Set) is not { } role || Holders.Of(binding, role) is not { IsEmpty: false } holders)
            return;
        var scope = GrantScope.Of(binding);
        PolicyRule[] rules = [.. context.Set.Roles.RulesOf(role).Where(r => Counts(r, scope) && KeysOf(r).Any())];
        if (rules.Length == 0)
            return;
        string[] keys = [.. Lists.Where(l => Array.Exists(rules, r => l.Of(r).Contains("*"))).Select(l => l.Key)];
        context.Report(
            binding.RoleName,
            $"{binding} gives {holders} '*' in {string.Join(", ", keys)} {scope}, by {role}: also what is added to the cluster later. Allowed: names.",
            holders.Raise(rules.Max(r => WildcardStake.Of(r, scope))));
    }

    private static IEnumerable<(string Key, FieldList<string> List)> KeysOf(PolicyRule rule) =>
        Lists.Select(l => (l.Key, l.Of(rule))).Where(l => l.Item2.Contains("*"));

    /// <summary>Whether a rule says anything in a scope: addresses that are no resources are the cluster's.</summary>
    private static bool Counts(PolicyRule rule, GrantScope scope) => scope.ReachesCluster || !rule.Resources.State.Equals(FieldState.Missing);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.RoleRules, "'*' in r.?verbs.orValue([]) || '*' in r.?resources.orValue([]) || '*' in r.?apiGroups.orValue([])")
        .Unless(CelGrants.IsStockRole)
        .Of(AdmissionResources.Roles)
        .Judging(CelGrants.StockLabel);
}
