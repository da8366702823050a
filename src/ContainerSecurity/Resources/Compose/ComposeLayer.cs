using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>One document of a compose file, its variables filled in, before it is laid over others.</summary>
/// <param name="Root">The document.</param>
/// <param name="Folder">The folder of its file, from the main file's: empty, or ending in a slash.</param>
/// <param name="Cleared">The paths whose values in earlier layers do not count (<c>!reset</c>, <c>!override</c>).</param>
internal sealed record ComposeLayer(MappingNode Root, string Folder, HashSet<string> Cleared)
{
    private Dictionary<string, MappingNode>? services;

    /// <summary>The services; null where there are none.</summary>
    public MappingNode? Services => Root["services"] as MappingNode;

    /// <summary>A service; null where there is none of that name.</summary>
    public MappingNode? Find(string name)
    {
        services ??= (Services?.Entries ?? []).Where(e => e.Value is MappingNode).ToDictionary(e => e.Key, e => (MappingNode)e.Value, StringComparer.Ordinal);
        return services.TryGetValue(name, out MappingNode? service) ? service : null;
    }

    /// <summary>An earlier layer without what this one clears.</summary>
    public MappingNode Clear(MappingNode earlier) => ComposeMerge.Without(earlier, Cleared);

    /// <summary>A service that another one extends, without what that one clears.</summary>
    public MappingNode Clear(MappingNode service, string name) => ComposeMerge.Without(service, Cleared, ComposeMerge.PathOf("services", name));
}
