using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>
/// A rule over roles that allow something dangerous, and over the bindings that give such a role to somebody.
/// Wildcards allow it too, as in the API server; what Kubernetes itself brings is left alone.
/// </summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="grants">What is dangerous, any of which counts.</param>
internal abstract class GrantRule(RuleDescriptor descriptor, params Grant[] grants)
    : Rule(descriptor with { ComparedKinds = AccessFinding.ComparedKinds, FactFields = AccessFinding.FactFields }),
        IJudges<Role>, IJudges<RoleBinding>, ICelRule
{
    /// <summary>A role's finding is folded into those of its bindings, which say who gets it, and where.</summary>
    public void Judge(Role role, RuleContext context)
    {
        if (StockAccess.Is(role))
            return;
        var scope = GrantScope.Of(role);
        foreach (PolicyRule rule in role.Rules)
            if (Find(scope, rule) is { } granted)
                context.ReportUnlessSaid(
                    rule.Resources,
                    $"{role} lets its holders {granted}{Bound(rule)}. {Descriptor.Remediation}",
                    AccessFinding.OfBindings(this, role, context.Set, s => Find(s, rule) is not null).Concat(Beside(rule, role)),
                    SeverityOf(rule));
    }

    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (binding.FindRole(context.Set) is not { } role || Holders.Of(binding, role) is not { IsEmpty: false } holders)
            return;
        var scope = GrantScope.Of(binding);
        PolicyRule[] rules = [.. context.Set.Roles.RulesOf(role).Where(r => Find(scope, r) is not null)];
        if (rules.Length == 0)
            return;
        string granted = string.Join(", ", rules.Select(r => Find(scope, r) + Bound(r)).Distinct());
        context.ReportUnlessSaid(
            binding.RoleName,
            $"{binding} lets {holders} {granted} {scope}, by {role}. {Descriptor.Remediation}",
            Array.Exists(rules, r => !Beside(r, binding).Any()) ? null : Beside(rules[0], binding),
            holders.Raise(rules.Max(SeverityOf)));
    }

    /// <summary>Returns what a rule of a role surely grants in a scope, as <c>get secrets</c>; null for nothing dangerous.</summary>
    public string? Find(GrantScope scope, PolicyRule rule)
    {
        if (!Applies(scope, rule))
            return null;
        foreach (Grant grant in grants)
            foreach (string resource in grant.Resources)
                foreach (string verb in grant.Verbs)
                    if (scope.Grants(rule, verb, grant.Group, resource))
                        return $"{verb} {resource}";
        return FindMore(scope, rule);
    }

    /// <summary>Whether a rule of a role counts at all; more may matter than group, resource and verb.</summary>
    protected virtual bool Applies(GrantScope scope, PolicyRule rule) => true;

    /// <summary>What a rule grants that has no fixed name.</summary>
    protected virtual string? FindMore(GrantScope scope, PolicyRule rule) => null;

    /// <summary>How bad it is that a rule grants what is dangerous.</summary>
    internal virtual Severity SeverityOf(PolicyRule rule) => Descriptor.Severity;

    /// <summary>What else says the same of a rule, about the role or binding itself: of one that grants it by wildcards alone, CSEC5001.</summary>
    private IEnumerable<StrongerFinding> Beside(PolicyRule rule, Resource resource) => IsNamed(rule) ? [] : RbacWildcard.Of(rule, resource);

    /// <summary>Whether a rule names some of what is dangerous in all its lists, so that it does not depend on a wildcard.</summary>
    private bool IsNamed(PolicyRule rule) => IsOfInterestByName
        ? !rule.Resources.Contains("*")
        : Array.Exists(grants, g => rule.ApiGroups.Contains(g.Group) && g.Resources.Any(rule.Resources.Contains) && g.Verbs.Any(rule.Verbs.Contains));

    /// <summary>Whether what is dangerous is of interest only where the resource is named: who may change all may not have meant it.</summary>
    private protected virtual bool IsOfInterestByName => false;

    /// <summary>The same as <see cref="Applies"/> over the rule <c>r</c> in CEL.</summary>
    internal virtual string AppliesInCel => "true";

    /// <summary>The same as <see cref="FindMore"/> in CEL.</summary>
    internal virtual string FindMoreInCel => "false";

    CelCheck ICelRule.InCel(CelContext context)
    {
        string any = CelText.Any([.. grants.Select(CelGrants.Of), .. FindMoreInCel == "false" ? [] : new[] { FindMoreInCel }]);
        return CelCheck
            .Each(CelItems.RoleRules, AppliesInCel == "true" ? any : CelText.All([$"({AppliesInCel})", any]))
            .Unless(CelGrants.IsStockRole)
            .Of(AdmissionResources.Roles)
            .Judging(CelGrants.StockLabel);
    }

    private static string Bound(PolicyRule rule) =>
        !rule.IsBoundToNames ? "" : rule.ResourceNames.IsOpen ? " of some names" : $" named {string.Join(", ", rule.ResourceNames.Items)}";
}
