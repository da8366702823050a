using System.Collections.Concurrent;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>
/// What compares objects has no verdict where not all that it compares with could be seen, and says nothing where that
/// was not to be looked at.
/// </summary>
/// <param name="survey">What is known of the cluster.</param>
/// <param name="options">What was asked for.</param>
/// <param name="selection">The kinds.</param>
/// <param name="gaps">What could not be seen, all of it by the time of the first decision.</param>
internal sealed class ComparisonFilter(ClusterSurvey survey, ClusterScanOptions options, KindSelection selection, IEnumerable<ClusterGap> gaps)
{
    private readonly ConcurrentDictionary<string, BlindSpot?> blindSpots = new(StringComparer.Ordinal);
    private readonly ScanScope scope = new(survey, options);

    /// <summary>What is told of a decision that compares; null for nothing.</summary>
    public Decision? Finish(Decision decision)
    {
        if (!scope.IsReported(decision.Findings.Select(f => f.Finding.Resource).Concat(decision.NotEvaluated.Select(n => n.Resource).OfType<ResourceIdentity>())
            .FirstOrDefault()))
            return null;
        ILookup<bool, PolicyFinding> findings = decision.Findings.ToLookup(f => BlindSpotOf(f.Finding.Rule) is null);
        NotEvaluated[] undecided =
        [
            .. decision.NotEvaluated,
            .. findings[false].Select(f => (Found: f.Finding, Spot: BlindSpotOf(f.Finding.Rule)!)).Where(f => f.Spot.IsGap)
                .Select(f => new NotEvaluated(f.Found.Rule.Id, f.Spot.Reason, f.Found.Location) { Resource = f.Found.Resource,
                    ResourceLocation = f.Found.Location }),
        ];
        Decision told = decision with { Findings = [.. findings[true]], NotEvaluated = undecided };
        return told.Findings.Count + told.NotEvaluated.Count + told.Errors.Count == 0 ? null : told;
    }

    private BlindSpot? BlindSpotOf(RuleDescriptor rule) => !rule.Compares ? null : blindSpots.GetOrAdd(rule.Id, _ => FindBlindSpot(rule));

    private BlindSpot? FindBlindSpot(RuleDescriptor rule)
    {
        foreach (ClusterKind kind in survey.Served.Where(k => rule.ComparedKinds.Contains(k.Name) || (rule.ComparesWorkloads && selection.CarriesPods(k))))
            if (!survey.Kinds.Contains(kind) && rule.ComparedKinds.Contains(kind.Name))
                return new BlindSpot(false, "");
            else if (survey.Scope is not null && options.Namespaces.Count > 0 && !kind.IsNamespaced)
                return new BlindSpot(false, "");
        ClusterGap? gap = gaps.FirstOrDefault(g => rule.ComparedKinds.Contains(g.Kind.Split('.')[0])
            || (rule.ComparesWorkloads && survey.Kinds.Any(k => k.FullName == g.Kind && selection.CarriesPods(k))));
        return gap is null ? null : new BlindSpot(true, $"it compares with objects of kind {gap.Kind}, which could not all be listed.");
    }

    /// <summary>Why a rule that compares does not know all that it compares with.</summary>
    /// <param name="IsGap">Whether it could not be seen, and not only was not asked for.</param>
    /// <param name="Reason">What could not be seen.</param>
    private sealed record BlindSpot(bool IsGap, string Reason);
}
