using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Gatekeeper;

/// <summary><c>spec.match</c> of a constraint.</summary>
internal sealed class ConstraintMatch(CelValue match) : IRequestMatch
{
    private readonly SelectorTerms labelSelector = new(match.Find("labelSelector"));
    private readonly SelectorTerms namespaceSelector = new(match.Find("namespaceSelector"));
    private readonly CelValue[] kinds = [.. match.Find("kinds").Items()];
    private readonly string[] namespaces = match.Find("namespaces").Texts();
    private readonly string[] excludedNamespaces = match.Find("excludedNamespaces").Texts();
    private readonly string scope = match.FindText("scope") ?? "*";
    private readonly string name = match.FindText("name") ?? "*";

    public MatchResult Matches(AdmissionRequest request, NamespaceLabels labels) =>
        MatchesNames(request) ? labelSelector.Matches(new ObjectLabels(request.Subject), "the object").And(labels.Fit(namespaceSelector)) : MatchResult.No;

    private bool MatchesNames(AdmissionRequest request)
    {
        string @namespace = request.IsNamespace ? request.Name : request.Namespace;
        return (kinds.Length == 0 || Array.Exists(kinds, k => IsKind(k, request)))
            && (namespaces.Length == 0 || @namespace.Length == 0 || Wildcard.MatchesAny(namespaces, @namespace))
            && (@namespace.Length == 0 || !Wildcard.MatchesAny(excludedNamespaces, @namespace))
            && (scope == "*" || (scope == "Cluster") == (request.IsClusterScoped))
            && Wildcard.Matches(name, request.Name);
    }

    private static bool IsKind(CelValue kind, AdmissionRequest request) =>
        (kind.Find("apiGroups").Texts() is not { Length: > 0 } groups || groups.Any(g => g == "*" || g == request.Group))
        && (kind.Find("kinds").Texts() is not { Length: > 0 } names || names.Any(k => k == "*" || k == request.Kind));
}
