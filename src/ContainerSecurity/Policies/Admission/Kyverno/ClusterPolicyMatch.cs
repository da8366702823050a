using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary><c>match</c> and <c>exclude</c> of a ClusterPolicy's rule.</summary>
internal sealed class ClusterPolicyMatch : IRequestMatch
{
    private readonly ResourceFilter[] any;
    private readonly ResourceFilter[] all;
    private readonly ResourceFilter[] excludedAny;
    private readonly ResourceFilter[] excludedAll;
    private readonly IReadOnlyList<string>? kinds;

    /// <summary>Reads both.</summary>
    /// <param name="match">The rule's <c>match</c>.</param>
    /// <param name="exclude">The rule's <c>exclude</c>.</param>
    /// <param name="kinds">The pod controllers that stand in the place of pods; null for the rule as written.</param>
    public ClusterPolicyMatch(CelValue match, CelValue exclude, IReadOnlyList<string>? kinds = null)
    {
        (any, all) = Read(match);
        (excludedAny, excludedAll) = Read(exclude);
        this.kinds = kinds;
    }

    /// <summary>Whether the rule speaks of pods and of nothing else, without picking single objects: only then it is applied to pod controllers.</summary>
    public bool IsPodsOnly => Filters.Any() && Filters.All(f => f.Kinds.Length == 0 || f.Kinds.All(k => k is "Pod" or "v1/Pod"))
        && any.Concat(all).Any(f => f.Kinds.Length > 0) && !Filters.Any(f => f.PicksObjects);

    private IEnumerable<ResourceFilter> Filters => any.Concat(all).Concat(excludedAny).Concat(excludedAll);

    public MatchResult Matches(AdmissionRequest request, NamespaceLabels labels)
    {
        bool isExcluded = excludedAny.Length + excludedAll.Length > 0 && Fits(excludedAny, excludedAll, request, labels, isExclusion: true).IsMatch;
        return isExcluded ? MatchResult.No : Fits(any, all, request, labels, isExclusion: false);
    }

    /// <summary>Whether an exception that matches so surely covers a request.</summary>
    public bool Excepts(AdmissionRequest request, NamespaceLabels labels) => Fits(any, all, request, labels, isExclusion: true).IsMatch;

    private MatchResult Fits(ResourceFilter[] one, ResourceFilter[] every, AdmissionRequest request, NamespaceLabels labels, bool isExclusion)
    {
        MatchResult FitsOne(ResourceFilter filter) => filter.Fits(request, labels, filter.Kinds.Length > 0 ? kinds : null, isExclusion);
        MatchResult result = one.Length == 0 ? MatchResult.Yes : MatchResult.No;
        foreach (ResourceFilter filter in one)
            result = result.Or(FitsOne(filter));
        foreach (ResourceFilter filter in every)
            result = result.And(FitsOne(filter));
        return result;
    }

    /// <summary>Filters stand below <c>any</c> or <c>all</c>; a single one stands alone.</summary>
    private static (ResourceFilter[] Any, ResourceFilter[] All) Read(CelValue match)
    {
        ResourceFilter[] Below(string key) => [.. match.Find(key).Items().Select(f => new ResourceFilter(f))];
        if (match.IsNull())
            return ([], []);
        (ResourceFilter[] any, ResourceFilter[] all) = (Below("any"), Below("all"));
        return any.Length + all.Length > 0 ? (any, all) : ([], [new ResourceFilter(match)]);
    }
}
