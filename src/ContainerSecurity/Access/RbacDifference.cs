using ContainerSecurity.Access.Compiled;

namespace ContainerSecurity.Access;

/// <summary>What a change of roles and bindings allows that was not allowed, and what it takes away.</summary>
/// <param name="Gained">What is allowed now and was not.</param>
/// <param name="Lost">What was allowed and is not now.</param>
/// <param name="Gaps">What is not known before or after, so that there may be more.</param>
public sealed record RbacDifference(IReadOnlyList<RbacChange> Gained, IReadOnlyList<RbacChange> Lost, IReadOnlyList<RbacGap> Gaps)
{
    /// <summary>Compares two states. A subject gains nothing by a binding of its own where it, or a group that it surely is in, had the same before.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    public static RbacDifference Between(RbacAuthorizer before, RbacAuthorizer after)
    {
        _ = before ?? throw new ArgumentNullException(nameof(before));
        _ = after ?? throw new ArgumentNullException(nameof(after));
        var gaps = new List<RbacGap>([.. before.Gaps, .. after.Gaps]);
        return new RbacDifference(Compare(before, after, gaps), Compare(after, before, gaps), gaps);
    }

    private static List<RbacChange> Compare(RbacAuthorizer old, RbacAuthorizer present, List<RbacGap> gaps)
    {
        var owned = new Dictionary<(RbacSubject Subject, string Namespace), OwnedRules>();
        var changes = new List<RbacChange>();
        int budget = RbacCoverage.MaxParts;
        foreach (RbacBinding binding in present.Bindings)
        {
            if (present.FindRole(binding) is not { } role)
                continue;
            foreach (RbacSubject subject in binding.Subjects.Where(s => s.IsSomebody))
            {
                (RbacSubject, string) key = (subject, binding.Namespace ?? "");
                if (!owned.TryGetValue(key, out OwnedRules? held))
                    owned.Add(key, held = new OwnedRules(old.WhatCan(subject.ToUser(), key.Item2).Rules));
                foreach (RbacRule rule in role.Rules)
                {
                    List<RbacRule> missing = MissingOf(held, rule, binding, ref budget);
                    if (missing.Count > 0)
                        changes.Add(new RbacChange(subject, new RbacGrant(binding, subject, role, rule), AtomicRules.Compact(missing)));
                }
            }
        }
        if (budget < 0)
            gaps.Add(new RbacGap("The rules have too many parts to be compared; not all of them were.", null));
        return changes;
    }

    /// <summary>The parts of a rule that are not held. Paths are given by ClusterRoleBindings alone.</summary>
    private static List<RbacRule> MissingOf(OwnedRules held, RbacRule rule, RbacBinding binding, ref int budget)
    {
        var missing = new List<RbacRule>();
        if (held.CoversAtOnce(rule))
            return missing;
        foreach (RbacRule part in AtomicRules.Of(rule))
        {
            if (--budget < 0)
                break;
            if ((part.Resources.Count > 0 || binding.IsClusterWide) && !held.Covers(part))
                missing.Add(part);
        }
        return missing;
    }
}
