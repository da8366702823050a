using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>
/// Turns Kubernetes documents into resources: lists are unrolled, everything that carries a pod becomes a
/// <see cref="Workload"/>, storage of the cluster a <see cref="PersistentVolume"/>.
/// </summary>
public static class KubernetesReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="document">The root of a document; one that does not begin as a Kubernetes object gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type, and objects without a kind or a version.</param>
    /// <param name="templates">Where kinds carry pods; null for <see cref="PodTemplates.Default"/>.</param>
    /// <returns>The resources in source order; an object that carries several pods is a workload for each.</returns>
    public static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors, PodTemplates? templates = null) =>
        Read(document, errors, mustBeObject: false, templates ?? PodTemplates.Default);

    /// <summary>
    /// The objects of a document, in source order: those of a list, whose items without a kind take it from the list's
    /// (<c>PodList</c>); else the document itself.
    /// </summary>
    /// <param name="document">The root of a document.</param>
    /// <param name="errors">Receives lists that are nested too deep.</param>
    public static IReadOnlyList<DocumentNode> Unroll(DocumentNode document, ICollection<DocumentError> errors) =>
        [.. ObjectList.Unroll(document ?? throw new ArgumentNullException(nameof(document)), errors ?? throw new ArgumentNullException(nameof(errors)))];

    /// <summary>Reads a document of which it may be known that it must be an object.</summary>
    internal static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors, bool mustBeObject, PodTemplates templates)
    {
        var resources = new List<Resource>(1);
        foreach (DocumentNode found in ObjectList.Unroll(document, errors))
            if (ObjectShape.IsObject(found))
            {
                if (ObjectShape.Unjudged((MappingNode)found) is { } reason)
                    errors.Add(reason);
                resources.AddRange(Read((MappingNode)found, errors, templates));
            }
            else if (found is not UnknownNode and not MappingNode { IsOpen: true }
                && (mustBeObject || ObjectList.IsItem(found) || ObjectShape.BeginsAsObject(found)))
                errors.Add(ObjectShape.Lack(found));
        return resources;
    }

    private static Resource[] Read(MappingNode mapping, ICollection<DocumentError> errors, PodTemplates templates)
    {
        var root = new NodeView(mapping, errors);
        string kind = ObjectShape.KindOf(mapping)!;
        Workload[] workloads = [.. WorkloadReader.Read(root, kind, templates)];
        return workloads.Length > 0 ? workloads : [ObjectReader.Read(root, kind)];
    }
}
