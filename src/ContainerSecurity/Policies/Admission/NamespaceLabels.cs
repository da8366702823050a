using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The labels of the namespace that a request is in. Where the namespace is not known, it is taken to have the one label that every namespace has.</summary>
internal sealed class NamespaceLabels(AdmissionRequest request, CelValue namespaceObject)
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Whether the request is for something that belongs to no namespace and is none itself.</summary>
    public bool IsNone => !request.IsNamespace && request.Namespace.Length == 0;

    public ObjectLabels Labels => request.IsNamespace ? new ObjectLabels(request.Subject, NameLabel, request.Name) : new ObjectLabels(namespaceObject, NameLabel, request.Namespace);
}
