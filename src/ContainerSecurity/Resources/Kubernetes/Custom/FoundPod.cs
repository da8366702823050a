using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Custom;

/// <summary>A pod in a custom resource: what says something of it, as far as it is said.</summary>
/// <param name="Node">The mapping with the pod's fields; its containers may stand alone.</param>
/// <param name="Containers">Its containers, with the keys that they stand below.</param>
/// <param name="OuterSecurity">The security context that stands where the pod has none; null for none.</param>
internal sealed record FoundPod(MappingNode Node, IReadOnlyList<(string Key, MappingNode Node)> Containers, MappingNode? OuterSecurity)
{
    /// <summary>Whether the mapping holds the pod's fields, and is not the container itself or what holds it.</summary>
    public bool HasFields { get; init; } = true;
}
