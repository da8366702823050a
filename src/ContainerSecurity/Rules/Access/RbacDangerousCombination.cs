using ContainerSecurity.Resources.Rbac;
using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5030: no subject holds rights that are harmless apart and dangerous together, whichever roles give them.</summary>
internal sealed class RbacDangerousCombination() : Rule(new("CSEC5030", "rbac-dangerous-combination", Severity.Critical,
    "Rights that are dangerous together",
    "Take one of the rights away, or give them to different accounts.")
{
    ComparedKinds = AccessFinding.ComparedKinds,
    FactFields = AccessFinding.FactFields,
    References = ["CIS Kubernetes 5.1.8", "NIST SP 800-190 3.3.1"],
}), IJudges<RoleBinding>
{
    /// <summary>Reported at the last of the subject's bindings that has a part in it, so that it is reported once.</summary>
    public void Judge(RoleBinding binding, RuleContext context)
    {
        if (binding.FindRole(context.Set) is not { } role)
            return;
        BoundRoles roles = context.Set.Roles;
        foreach (IGrouping<string?, Subject> same in Holders.Of(binding, role).Subjects.GroupBy(s => SubjectKey.Of(s, binding)))
        {
            if (same.Key is null)
                continue;
            var rights = HeldRights.Of(same.Key, binding, roles);
            foreach (RightsCombination combination in RightsCombination.All)
                if (rights.Find(combination) is { } held && held.IsLast(binding))
                    context.ReportUnlessSaid(
                        binding.RoleName,
                        $"{Holders.Name(same.First())} may {string.Join(", and ", held.Parts)} {held.Where}: {combination.Danger}. "
                        + $"Given by {string.Join(", ", held.Bindings.Select(b => $"{b.Kind} '{b.Name}'"))}.",
                        Wildcard(combination, role, binding, roles),
                        combination.Severity);
        }
    }

    /// <summary>The finding about a wildcard that gives all of a combination by itself; none where it takes more than one rule of a role.</summary>
    private static IEnumerable<StrongerFinding> Wildcard(RightsCombination combination, Role role, RoleBinding binding, BoundRoles roles)
    {
        var scope = GrantScope.Of(binding);
        PolicyRule? rule = roles.RulesOf(role).FirstOrDefault(r => combination.Parts.All(p => p.Find(r, scope) is not null));
        return rule is null ? [] : RbacWildcard.Of(rule, binding);
    }
}
