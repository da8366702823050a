using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>The little that other resources need to know about one. Small kinds keep their document; workloads keep labels and names only, so that memory stays small.</summary>
public sealed class ResourceFacts
{
    private ResourceFacts(ResourceIdentity identity) => Identity = identity;

    /// <summary>Who the resource is.</summary>
    public ResourceIdentity Identity { get; }

    /// <summary>Whether the resource runs containers.</summary>
    public bool IsWorkload { get; private init; }

    /// <summary>The labels of a workload's pods; empty for other kinds.</summary>
    public IReadOnlyDictionary<string, string> PodLabels { get; private init; } = new Dictionary<string, string>();

    /// <summary>The service account of a workload; null where none is named, or for other kinds.</summary>
    public string? ServiceAccount { get; private init; }

    /// <summary>The document of a kind that is no workload; a view of nothing for workloads.</summary>
    public NodeView Root { get; private init; }

    /// <summary>Takes the facts from a resource.</summary>
    public static ResourceFacts Of(Resource resource) => resource is Workload workload
        ? new ResourceFacts(resource.Identity)
        {
            IsWorkload = true,
            PodLabels = workload.PodLabels.ToDictionary(),
            ServiceAccount = workload.ServiceAccountName.IsKnown ? workload.ServiceAccountName.Value : null,
        }
        : new ResourceFacts(resource.Identity) { Root = resource.Root };
}
