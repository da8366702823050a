using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5001: roles name what they grant (CIS Kubernetes 5.1.3).</summary>
internal sealed class RbacWildcard() : Rule(new("CSEC5001", "rbac-wildcard", Severity.Critical,
    "Wildcard in a role",
    "Name the verbs, resources and API groups.")
{
    References = ["CIS Kubernetes 5.1.3", "NIST SP 800-190 3.3.1"],
}), IJudges<Role>, ICelRule
{
    public void Judge(Role resource, RuleContext context)
    {
        if (resource.IsStock)
            return;
        foreach (PolicyRule rule in resource.Rules)
        {
            Judge(rule.Verbs, "verbs", resource, context);
            Judge(rule.Resources, "resources", resource, context);
            Judge(rule.ApiGroups, "apiGroups", resource, context);
        }
    }

    private static void Judge(FieldList<string> names, string key, Role role, RuleContext context)
    {
        if (names.Contains("*"))
            context.Report(names, $"{role} grants '*' in {key}: also what is added to the cluster later. Allowed: names.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.RoleRules, "'*' in r.?verbs.orValue([]) || '*' in r.?resources.orValue([]) || '*' in r.?apiGroups.orValue([])")
        .Unless(CelGrants.IsStock)
        .Of(AdmissionResources.Roles)
        .Judging(CelGrants.StockLabel);
}
