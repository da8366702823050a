using ContainerSecurity.Access.Audits.Generation;
using ContainerSecurity.Access.Compiled;

namespace ContainerSecurity.Access.Audits;

/// <summary>What a binding gives and nobody whom it names used, as far as audit logs show.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Role">Its role.</param>
/// <param name="IsWhole">Whether nothing that it gives was used.</param>
/// <param name="Rules">The rules that were not used, or not wholly; of a stock role, which nobody can cut, all or none.</param>
public sealed record UnusedAccess(RbacBinding Binding, RbacRole Role, bool IsWhole, IReadOnlyList<UnusedRule> Rules)
{
    /// <summary>How many parts a rule may have that is compared part by part; of a larger one it is said only whether it was used at all.</summary>
    public const int MaxParts = 10_000;

    /// <summary>Compares what bindings give with what was used. What allows a request several times counts as used in each.</summary>
    /// <param name="authorizer">The roles and bindings.</param>
    /// <param name="trail">What was used.</param>
    /// <returns>The bindings of which something was not used, in their order. Bindings without a role, or with one
    /// that is not wholly known and was used, are not among them.</returns>
    public static IReadOnlyList<UnusedAccess> Find(RbacAuthorizer authorizer, AuditTrail trail)
    {
        AuditedUser[] users = [.. (trail ?? throw new ArgumentNullException(nameof(trail))).Users];
        var unused = new List<UnusedAccess>();
        foreach (RbacBinding binding in (authorizer ?? throw new ArgumentNullException(nameof(authorizer))).Bindings)
            if (authorizer.FindRole(binding) is { } role && Find(binding, role, UsedThrough.Of(binding, users)) is { } found)
                unused.Add(found);
        return unused;
    }

    private static UnusedAccess? Find(RbacBinding binding, RbacRole role, UsedThrough used)
    {
        UnusedRule[] rules = [.. role.Rules.Select(r => Find(r, used)).OfType<UnusedRule>()];
        bool isWhole = rules.Length == role.Rules.Count && Array.TrueForAll(rules, r => r.IsWhole);
        if (rules.Length == 0 || ((role.IsStock || role.IsAssumed) && !isWhole))
            return null;
        return new UnusedAccess(binding, role, isWhole, rules);
    }

    private static UnusedRule? Find(RbacRule rule, UsedThrough used)
    {
        RbacRule[] parts = [.. AtomicRules.Of(rule).Take(MaxParts + 1)];
        if (parts.Length > MaxParts)
            return used.Has(rule) ? null : new UnusedRule(rule, true, [rule]);
        RbacRule[] unused = Array.FindAll(parts, p => !used.Has(p));
        return unused.Length == 0 ? null
            : unused.Length == parts.Length ? new UnusedRule(rule, true, [rule])
            : new UnusedRule(rule, false, AtomicRules.Compact(unused));
    }
}
