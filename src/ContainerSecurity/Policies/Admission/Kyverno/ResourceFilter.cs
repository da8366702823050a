using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>A filter of a ClusterPolicy's <c>match</c> or <c>exclude</c>: everything that it names must fit.</summary>
internal sealed class ResourceFilter(CelValue filter)
{
    private readonly CelValue resources = filter.Find("resources");

    public string[] Kinds => resources.Find("kinds").Texts();

    /// <summary>Whether the filter picks by name, label or annotation.</summary>
    public bool PicksObjects => resources.FindText("name") is not null || resources.Find("names").Texts().Length > 0
        || !resources.Find("selector").IsNull() || !resources.Find("annotations").IsNull();

    /// <summary>Whether the filter picks by who asks, which is not known of a manifest.</summary>
    private bool PicksUsers => !filter.Find("subjects").IsNull() || !filter.Find("roles").IsNull() || !filter.Find("clusterRoles").IsNull();

    /// <summary>Whether the filter picks by the roles of who asks, which no request tells.</summary>
    private bool PicksRoles => !filter.Find("roles").IsNull() || !filter.Find("clusterRoles").IsNull();

    /// <summary>Whether a request fits.</summary>
    /// <param name="request">The request.</param>
    /// <param name="labels">The labels of its namespace.</param>
    /// <param name="kinds">The kinds that stand in the place of those written; null for those.</param>
    /// <param name="isExclusion">Whether what fits is left alone: then what is not known does not fit.</param>
    public MatchResult Fits(AdmissionRequest request, NamespaceLabels labels, IReadOnlyList<string>? kinds, bool isExclusion)
    {
        if (!FitsNames(request, kinds ?? Kinds))
            return MatchResult.No;
        MatchResult selected = new SelectorTerms(
            resources.Find("selector"),
            wildcards: true).Matches(new ObjectLabels(request.Subject), "the object", isExclusion);
        return selected.And(labels.Fit(new SelectorTerms(resources.Find("namespaceSelector"), wildcards: true), isExclusion))
            .And(FitsUser(request, isExclusion));
    }

    private bool FitsNames(AdmissionRequest request, IReadOnlyList<string> kinds) =>
        FitsKinds(kinds, request)
        && FitsWords("operations", o => string.Equals(o, request.OperationName, StringComparison.OrdinalIgnoreCase))
        && FitsWords("namespaces", n => Wildcard.Matches(n, request.IsNamespace ? request.Name : request.Namespace))
        && FitsWords("names", n => Wildcard.Matches(n, request.Name))
        && (resources.FindText("name") is not { } name || Wildcard.Matches(name, request.Name))
        && FitsAnnotations(request);

    private MatchResult FitsUser(AdmissionRequest request, bool isExclusion) =>
        !PicksUsers ? MatchResult.Yes
        : request.User is { } user && !PicksRoles ? MatchResult.Of(FitsUser(user))
        : isExclusion ? MatchResult.No
        : MatchResult.NotKnown(request.User is null
            ? "who makes the request, by which the policy selects, is not known"
            : "the roles of who makes the request, by which the policy selects, are not known");

    private bool FitsWords(string key, Func<string, bool> fits) => resources.Find(key).Texts() is not { Length: > 0 } words || words.Any(fits);

    private bool FitsAnnotations(AdmissionRequest request)
    {
        if (resources.Find("annotations").As<CelMap>() is not { } wanted)
            return true;
        CelValue annotations = request.Subject.Find("metadata", "annotations");
        string[] names = annotations.As<CelMap>() is { } map ? [.. map.Keys.Select(k => k.ToString())] : [];
        return wanted.Keys.All(key => wanted.TryGet(key, out CelValue pattern)
            && names.Any(n => Wildcard.Matches(key.ToString(), n) && Wildcard.Matches(pattern.ToString(), annotations.FindText(n) ?? "")));
    }

    private bool FitsUser(AdmissionUser user) => filter.Find("subjects").Items().Any(s => s.FindText("kind") switch
    {
        "User" => s.FindText("name") == user.Name,
        "Group" => user.Groups.Contains(s.FindText("name") ?? ""),
        "ServiceAccount" => user.Name == $"system:serviceaccount:{s.FindText("namespace")}:{s.FindText("name")}",
        _ => false,
    });

    private static bool FitsKinds(IReadOnlyList<string> kinds, AdmissionRequest request) => kinds.Count == 0 || kinds.Any(k => IsKind(k, request));

    /// <summary>Kinds are written <c>Pod</c>, <c>v1/Pod</c>, <c>apps/v1/Deployment</c>, with a subresource behind another slash or dot.</summary>
    private static bool IsKind(string pattern, AdmissionRequest request)
    {
        string[] parts = pattern.Split('/');
        int kind = Array.FindIndex(
            parts,
            p => p.Length > 0
                && (char.IsUpper(p[0]) || p[0] == '*')
                && (p != "*" || Array.IndexOf(parts, p) == parts.Length - 1));
        if (kind < 0)
            return false;
        string[] named = parts[kind].Split('.');
        string subresource = named.Length > 1 ? named[1] : kind + 1 < parts.Length ? parts[kind + 1] : "";
        string version = kind > 0 ? parts[kind - 1] : "*";
        string group = kind > 1 ? parts[kind - 2] : "*";
        return Wildcard.Matches(named[0], request.Kind)
            && Wildcard.Matches(version, request.Version)
            && Wildcard.Matches(group, request.Group)
            && Wildcard.Matches(subresource, request.Subresource);
    }
}
