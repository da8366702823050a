using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>Finds the namespace of a request: the one that is given with it, or one among the resources.</summary>
/// <param name="set">The resources.</param>
/// <param name="request">What is asked; null for a scan.</param>
internal sealed class NamespaceBook(ResourceSet set, EvaluationRequest? request)
{
    private const string Kind = "Namespace";

    /// <summary>What is known of the cluster where a request is put to its policies.</summary>
    public AdmissionContext ContextOf(AdmissionRequest asked, NamespaceUse? use)
    {
        AdmissionContext cluster = request?.Cluster ?? AdmissionContext.Offline;
        return cluster.In(ObjectOf(asked, cluster), use);
    }

    private CelValue ObjectOf(AdmissionRequest asked, AdmissionContext cluster) =>
        request?.Namespace is { } given ? DocumentValue.Of(given.Node)
        : !cluster.NamespaceObject.IsNull() || asked.IsClusterScoped ? cluster.NamespaceObject
        : DocumentValue.Of(set.Find(Kind, null, asked.Namespace)?.Node);
}
