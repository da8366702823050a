using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Kubernetes.Custom;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>
/// Turns Kubernetes documents into resources: lists are unrolled, everything that carries a pod becomes a
/// <see cref="Workload"/>, storage of the cluster a <see cref="PersistentVolume"/>.
/// </summary>
public static class KubernetesReader
{
    private const int MaxDepth = 8;

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
    [
        .. ObjectList.Unroll(
            document ?? throw new ArgumentNullException(nameof(document)), errors ?? throw new ArgumentNullException(nameof(errors)), opensReviews: false),
    ];

    /// <summary>Reads a document of which it may be known that it must be an object.</summary>
    internal static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors, bool mustBeObject, PodTemplates templates)
    {
        var resources = new List<Resource>(1);
        Read(document, errors, mustBeObject, templates, resources, depth: 0);
        return resources;
    }

    private static void Read(
        DocumentNode document, ICollection<DocumentError> errors, bool mustBeObject, PodTemplates templates, List<Resource> resources, int depth)
    {
        foreach (DocumentNode found in ObjectList.Unroll(document, errors, opensReviews: true))
            if (ObjectShape.IsObject(found))
            {
                if (ObjectShape.Unjudged((MappingNode)found) is { } reason)
                    errors.Add(reason);
                Read((MappingNode)found, errors, templates, resources, depth);
            }
            else if (found is not UnknownNode and not MappingNode { IsOpen: true }
                && (mustBeObject || ObjectList.IsItem(found) || ObjectShape.BeginsAsObject(found)))
                errors.Add(ObjectShape.Lack(found));
    }

    /// <summary>Reads an object, and those inside it.</summary>
    private static void Read(MappingNode mapping, ICollection<DocumentError> errors, PodTemplates templates, List<Resource> resources, int depth)
    {
        var root = new NodeView(mapping, errors);
        string kind = ObjectShape.KindOf(mapping)!;
        var known = new HashSet<MappingNode>();
        List<Workload> workloads = [.. WorkloadReader.Read(root, kind, templates, known)];
        ContainerSearch? search = null;
        if (CustomKind.IsSearched(root.Text("apiVersion").Or(""), kind))
        {
            search = new ContainerSearch(known);
            search.Search(mapping);
            workloads.AddRange(search.Pods.Select(p => OpenPodReader.Read(root, p, errors)));
        }
        int start = resources.Count;
        Resource first = workloads.Count > 0 ? workloads[0] : ObjectReader.Read(root, kind);
        first.Unread = search?.Unread ?? [];
        resources.Add(first);
        resources.AddRange(workloads.Skip(1));
        if (search is { Objects: { Count: > 0 } objects })
            ReadInner(objects, errors, templates, resources, depth);
        if (depth == 0 && resources.Count - start > 1)
            Join(resources.GetRange(start, resources.Count - start));
    }

    /// <summary>The pods and the objects of one object stand in one text.</summary>
    private static void Join(List<Resource> together)
    {
        foreach (Resource resource in together)
            resource.Together = together;
    }

    private static void ReadInner(List<MappingNode> objects, ICollection<DocumentError> errors, PodTemplates templates, List<Resource> resources, int depth)
    {
        if (depth == MaxDepth)
            errors.Add(new DocumentError(
                objects[0].File.Path, objects[0].FieldSpan, $"Objects are nested in objects deeper than {MaxDepth} levels; what is below was not judged."));
        else
            foreach (MappingNode inner in objects)
                Read(inner, errors, mustBeObject: false, templates, resources, depth + 1);
    }
}
