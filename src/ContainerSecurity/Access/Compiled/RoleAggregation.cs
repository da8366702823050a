namespace ContainerSecurity.Access.Compiled;

/// <summary>Gives aggregated ClusterRoles the rules of their parts, as the controller of a cluster does.</summary>
/// <param name="roles">All roles.</param>
/// <param name="gaps">Takes what cannot be known.</param>
/// <param name="isLeftAlone">Whether roles that are not assumed have their rules already.</param>
internal sealed class RoleAggregation(IReadOnlyList<RbacRole> roles, ICollection<RbacGap> gaps, bool isLeftAlone = false)
{
    /// <summary>How often a role is compared with a selector, or a rule taken over, before the rest is left unknown.</summary>
    internal const int MaxSteps = 2_000_000;

    private readonly Dictionary<(string, string), List<RbacRole>> byLabel = [];
    private readonly List<RbacRole> clusterRoles = [.. roles.Where(r => r.IsClusterRole)];
    private readonly List<RbacRole> uncertain = [];
    private readonly Dictionary<RbacRole, List<RbacRole>> parts = [];
    private readonly HashSet<RbacRole> undecided = [];
    private int steps;

    /// <summary>The roles in their order, aggregated ones with their rules.</summary>
    public IReadOnlyList<RbacRole> Resolve()
    {
        RbacRole[] aggregated = [.. clusterRoles.Where(Gathers)];
        if (aggregated.Length == 0)
            return roles;
        foreach (RbacRole role in clusterRoles)
            Index(role);
        foreach (RbacRole role in aggregated)
            parts[role] = PartsOf(role);
        return [.. roles.Select(r => Gathers(r) ? Resolve(r) : r)];
    }

    private bool Gathers(RbacRole role) => role.Aggregation is not null && (role.IsAssumed || !isLeftAlone);

    private void Index(RbacRole role)
    {
        if (role.Labels is { IsOpen: true })
            uncertain.Add(role);
        foreach (KeyValuePair<string, string?> label in role.Labels?.Values ?? new Dictionary<string, string?>())
            if (label.Value is not null)
            {
                if (!byLabel.TryGetValue((label.Key, label.Value), out List<RbacRole>? list))
                    byLabel.Add((label.Key, label.Value), list = []);
                list.Add(role);
            }
    }

    private List<RbacRole> PartsOf(RbacRole whole)
    {
        var found = new HashSet<RbacRole>();
        foreach (AggregationSelector selector in whole.Aggregation!)
        {
            List<RbacRole> candidates = selector.Needed is { } label ? byLabel.TryGetValue(label, out List<RbacRole>? list) ? list : [] : clusterRoles;
            foreach (RbacRole candidate in candidates)
                if (Step(whole) && selector.Selects(candidate.Labels) && MayBePart(candidate, whole))
                    found.Add(candidate);
            foreach (RbacRole candidate in uncertain)
                if (Step(whole) && !found.Contains(candidate) && selector.MaySelect(candidate.Labels) && MayBePart(candidate, whole))
                    undecided.Add(whole);
        }
        return [.. found];
    }

    /// <summary>What is assumed to be in a cluster completes what is assumed, and leaves the objects as they are.</summary>
    private static bool MayBePart(RbacRole part, RbacRole whole) => part != whole && (whole.IsAssumed || !part.IsAssumed);

    private bool Step(RbacRole whole)
    {
        if (++steps <= MaxSteps)
            return true;
        undecided.Add(whole);
        return false;
    }

    private RbacRole Resolve(RbacRole whole)
    {
        var seen = new HashSet<RbacRole> { whole };
        var waiting = new Stack<RbacRole>(seen);
        var rules = new List<RbacRule>();
        bool isOpen = false;
        while (waiting.Count > 0)
        {
            RbacRole role = waiting.Pop();
            List<RbacRole> inner = parts.TryGetValue(role, out List<RbacRole>? known) ? known : [];
            isOpen |= undecided.Contains(role) || (inner.Count == 0 && (role.IsOpen || (Gathers(role) && !role.HasRules)));
            foreach (RbacRule rule in inner.Count == 0 ? role.Rules : [])
                if (Step(whole))
                    rules.Add(rule);
            foreach (RbacRole part in inner)
                if (seen.Add(part) && Step(whole))
                    waiting.Push(part);
        }
        isOpen |= undecided.Contains(whole);
        if (isOpen)
            gaps.Add(new RbacGap($"The rules of the aggregated {whole} are not known: {Reason(whole)}", whole.Location));
        return whole.With(rules, isOpen);
    }

    private string Reason(RbacRole whole) =>
        steps > MaxSteps ? "its parts are too many to be followed."
        : parts[whole].Count == 0 ? "no ClusterRole here has the labels that it gathers. Add its parts, or the role as the cluster has it."
        : "it gathers roles whose labels or rules are not known here.";
}
