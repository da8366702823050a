using ContainerSecurity.Access.Compiled;

namespace ContainerSecurity.Access;

/// <summary>Whether somebody holds all of some rules himself.</summary>
public sealed record RbacCoverage
{
    /// <summary>How many missing parts are listed at most.</summary>
    public const int MaxMissing = 10_000;

    /// <summary>How many parts of rules are compared before the rest is left.</summary>
    internal const int MaxParts = 1_000_000;

    private RbacCoverage(IReadOnlyList<RbacRule> missing, bool isComplete)
    {
        Missing = missing;
        IsComplete = isComplete;
    }

    /// <summary>Whether everything that is asked is held.</summary>
    public bool IsCovered => Missing.Count == 0 && IsComplete;

    /// <summary>What is not held, as rules of a single verb, group, resource and name, or of a single verb and path.</summary>
    public IReadOnlyList<RbacRule> Missing { get; }

    /// <summary>Whether all parts of the rules were compared; where they are too many, what is asked does not count as held.</summary>
    public bool IsComplete { get; }

    /// <summary>What is not held, verbs of the same resource together.</summary>
    public IReadOnlyList<RbacRule> CompactMissing => AtomicRules.Compact(Missing);

    internal static RbacCoverage Full { get; } = new([], true);

    /// <summary>Compares rules as the API server does, part by part: several rules of the owner may cover one that is asked together.</summary>
    /// <param name="owned">The rules that are held.</param>
    /// <param name="asked">The rules that are asked for. What may be more than is known does not count as held.</param>
    public static RbacCoverage Of(IEnumerable<RbacRule> owned, IEnumerable<RbacRule> asked)
    {
        var index = new OwnedRules(owned ?? throw new ArgumentNullException(nameof(owned)));
        var missing = new List<RbacRule>();
        int parts = 0;
        bool isComplete = true;
        foreach (RbacRule rule in asked ?? throw new ArgumentNullException(nameof(asked)))
        {
            isComplete &= !rule.IsOpen;
            if (index.CoversAtOnce(rule))
                continue;
            foreach (RbacRule part in AtomicRules.Of(rule))
            {
                if (++parts > MaxParts || missing.Count >= MaxMissing)
                    return new RbacCoverage(missing, false);
                if (!index.Covers(part))
                    missing.Add(part);
            }
        }
        return new RbacCoverage(missing, isComplete);
    }
}
