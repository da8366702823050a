using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary><c>matchConstraints</c> of a policy or <c>matchResources</c> of a binding.</summary>
internal sealed class MatchConstraints : IRequestMatch
{
    private readonly SelectorTerms namespaceSelector;
    private readonly SelectorTerms objectSelector;
    private readonly ResourceRule[] rules;
    private readonly ResourceRule[] excluded;
    private readonly bool isEquivalent;

    public MatchConstraints(CelValue constraints)
    {
        namespaceSelector = new SelectorTerms(constraints.Find("namespaceSelector"));
        objectSelector = new SelectorTerms(constraints.Find("objectSelector"));
        rules = [.. constraints.Find("resourceRules").Items().Select(r => new ResourceRule(r))];
        excluded = [.. constraints.Find("excludeResourceRules").Items().Select(r => new ResourceRule(r))];
        isEquivalent = constraints.FindText("matchPolicy") != "Exact";
    }

    /// <summary>Whether the constraints speak of pods and of nothing else, without selectors: only then Kyverno applies a policy to pod controllers.</summary>
    public bool IsPodsOnly => namespaceSelector.IsEmpty && objectSelector.IsEmpty && excluded.Length == 0 && rules.Length == 1 && rules[0].IsPods;

    public IReadOnlyList<string> Operations => rules.Length > 0 ? rules[0].Operations : [];

    public MatchResult Matches(AdmissionRequest request, NamespaceLabels labels) =>
        Array.Exists(excluded, r => r.Matches(request, isEquivalent))
        || (rules.Length > 0 && !Array.Exists(rules, r => r.Matches(request, isEquivalent))) ? MatchResult.No
        : MatchesObject(request).And(labels.Fit(namespaceSelector));

    private MatchResult MatchesObject(AdmissionRequest request)
    {
        if (objectSelector.IsEmpty)
            return MatchResult.Yes;
        MatchResult result = MatchResult.No;
        if (!request.Object.IsNull())
            result = objectSelector.Matches(new ObjectLabels(request.Object), "the object");
        return request.OldObject.IsNull() ? result : result.Or(objectSelector.Matches(new ObjectLabels(request.OldObject), "the object"));
    }
}
