namespace ContainerSecurity.Resources;

/// <summary>Compact facts about all resources that are judged together, for rules that need to see more than one.</summary>
public sealed class ResourceSet
{
    private readonly List<ResourceFacts> resources;
    private readonly Dictionary<string, List<ResourceFacts>> byKind = new(StringComparer.Ordinal);

    /// <summary>Creates a set.</summary>
    /// <param name="resources">The facts of the resources.</param>
    /// <param name="isComplete">Whether these are all resources of the cluster or namespace, so that what is not here does not exist.</param>
    public ResourceSet(IEnumerable<ResourceFacts> resources, bool isComplete)
    {
        this.resources = [.. resources];
        IsComplete = isComplete;
        foreach (ResourceFacts facts in this.resources)
        {
            string kind = facts.IsWorkload ? "" : facts.Identity.Kind;
            if (!byKind.TryGetValue(kind, out List<ResourceFacts>? list))
                byKind.Add(kind, list = []);
            list.Add(facts);
        }
    }

    /// <summary>A set of which nothing is known.</summary>
    public static ResourceSet Empty { get; } = new([], false);

    /// <summary>Whether what is not here does not exist. Rules about missing resources are silent otherwise.</summary>
    public bool IsComplete { get; }

    /// <summary>All workloads.</summary>
    public IReadOnlyList<ResourceFacts> Workloads => byKind.TryGetValue("", out List<ResourceFacts>? list) ? list : [];

    /// <summary>All resources of a kind that is no workload, such as <c>NetworkPolicy</c>.</summary>
    public IReadOnlyList<ResourceFacts> OfKind(string kind) => byKind.TryGetValue(kind, out List<ResourceFacts>? list) ? list : [];

    /// <summary>The resource of a kind, namespace and name; null where the set has none.</summary>
    public ResourceFacts? Find(string kind, string? @namespace, string name) =>
        OfKind(kind).FirstOrDefault(r => r.Identity.Name == name && SameNamespace(r.Identity.Namespace, @namespace));

    /// <summary>Whether two namespaces as written are the same; none written means <c>default</c>.</summary>
    public static bool SameNamespace(string? left, string? right) =>
        string.Equals(string.IsNullOrEmpty(left) ? "default" : left, string.IsNullOrEmpty(right) ? "default" : right, StringComparison.Ordinal);
}
