using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>
/// A rule over roles that allow something dangerous. Wildcards allow it too, as in the API server; the roles that
/// Kubernetes itself brings are left alone.
/// </summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="grants">What is dangerous, any of which counts.</param>
internal abstract class GrantRule(RuleDescriptor descriptor, params Grant[] grants) : Rule(descriptor), IJudges<Role>, ICelRule
{
    public void Judge(Role role, RuleContext context)
    {
        if (role.IsStock)
            return;
        foreach (PolicyRule rule in role.Rules)
            if (Applies(role, rule) && Find(rule) is var (verb, granted))
                context.Report(rule.Resources, $"{role} lets its holders {verb} {granted}{Bound(rule)}. {Descriptor.Remediation}");
    }

    /// <summary>Whether a rule of a role counts at all; more may matter than group, resource and verb.</summary>
    protected virtual bool Applies(Role role, PolicyRule rule) => true;

    /// <summary>The same over the rule <c>r</c> in CEL.</summary>
    internal virtual string AppliesInCel => "true";

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(
            CelItems.RoleRules,
            CelText.All(AppliesInCel == "true"
                ? [CelText.Any(grants.Select(CelGrants.Of))]
                : [$"({AppliesInCel})", CelText.Any(grants.Select(CelGrants.Of))]))
        .Unless(CelGrants.IsStock)
        .Of(AdmissionResources.Roles)
        .Judging(CelGrants.StockLabel);

    private (string Verb, string Resource)? Find(PolicyRule rule)
    {
        foreach (Grant grant in grants)
            foreach (string resource in grant.Resources)
                foreach (string verb in grant.Verbs)
                    if (rule.Grants(verb, grant.Group, resource))
                        return (verb, resource);
        return null;
    }

    private static string Bound(PolicyRule rule) =>
        !rule.IsBoundToNames ? "" : rule.ResourceNames.IsOpen ? " of some names" : $" named {string.Join(", ", rule.ResourceNames.Items)}";
}
