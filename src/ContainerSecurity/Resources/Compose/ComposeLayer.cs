using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>One document of a compose file, its variables filled in, before it is laid over others.</summary>
/// <param name="Root">The document.</param>
/// <param name="Folder">The folder of its file, from the main file's: empty, or ending in a slash.</param>
/// <param name="Cleared">The paths whose values in earlier layers do not count (<c>!reset</c>, <c>!override</c>).</param>
internal sealed record ComposeLayer(MappingNode Root, string Folder, IReadOnlyList<IReadOnlyList<string>> Cleared)
{
    /// <summary>The services by name; null where there are none.</summary>
    public MappingNode? Services => Root["services"] as MappingNode;

    /// <summary>An earlier layer without what this one clears.</summary>
    public MappingNode Clear(MappingNode earlier)
    {
        foreach (IReadOnlyList<string> path in Cleared)
            earlier = ComposeMerge.Without(earlier, path);
        return earlier;
    }

    /// <summary>A service that another one extends, without what that one clears.</summary>
    public MappingNode Clear(MappingNode service, string name)
    {
        foreach (IReadOnlyList<string> path in Cleared)
            if (path.Count > 2 && path[0] == "services" && path[1] == name)
                service = ComposeMerge.Without(service, path, 2);
        return service;
    }
}
