using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The labels of the namespace that a request is in. Where the namespace is not known, only the one label that every namespace has is.</summary>
internal sealed class NamespaceLabels(AdmissionRequest request, CelValue namespaceObject, NamespaceUse? use = null)
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Whether the request is for something that belongs to no namespace and is none itself.</summary>
    private bool IsNone => request.IsClusterScoped && !request.IsNamespace;

    /// <summary>Whether a selector selects the namespace; every selector selects what belongs to none.</summary>
    public MatchResult Fit(SelectorTerms selector, bool isExclusion = false)
    {
        if (IsNone)
            return MatchResult.Yes;
        if (use is not null && !selector.IsEmpty)
            use.IsAsked = true;
        return selector.Matches(Labels, $"the namespace '{(request.IsNamespace ? request.Name : request.Namespace)}'", isExclusion);
    }

    private ObjectLabels Labels => request.IsNamespace ? new ObjectLabels(request.Subject, NameLabel, request.Name)
        : new ObjectLabels(namespaceObject.IsNull() ? request.AssumedNamespace : namespaceObject, NameLabel, request.Namespace);
}
