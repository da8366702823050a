using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Turns Kubernetes documents into resources: lists are unrolled, everything that carries a pod becomes a <see cref="Workload"/>, storage of the cluster a <see cref="PersistentVolume"/>.</summary>
public static class KubernetesReader
{
    private const int MaxListDepth = 8;

    /// <summary>Reads a document.</summary>
    /// <param name="document">The root of a document; anything but a Kubernetes object gives no resources.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <returns>The resources in source order.</returns>
    public static IReadOnlyList<Resource> Read(DocumentNode document, ICollection<DocumentError> errors)
    {
        var resources = new List<Resource>(1);
        Read(document, errors, resources, 0);
        return resources;
    }

    private static void Read(DocumentNode document, ICollection<DocumentError> errors, List<Resource> resources, int depth)
    {
        if (document is SequenceNode sequence && depth < MaxListDepth)
        {
            foreach (DocumentNode item in sequence.Items)
                Read(item, errors, resources, depth + 1);
            return;
        }
        if (document is not MappingNode mapping || mapping["kind"] is not ScalarNode { IsTemplate: false } kind || mapping["apiVersion"] is not ScalarNode)
            return;
        if (kind.Text.EndsWith("List", StringComparison.Ordinal) && mapping["items"] is SequenceNode items && depth < MaxListDepth)
        {
            foreach (DocumentNode item in items.Items)
                Read(item, errors, resources, depth + 1);
            return;
        }
        var root = new NodeView(mapping, errors);
        resources.Add(WorkloadReader.TryRead(root, kind.Text) ?? (Resource)ObjectReader.Read(root, kind.Text));
    }
}
