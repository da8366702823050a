namespace ContainerSecurity.Resources.Docker;

/// <summary>What an engine knows and its objects do not say.</summary>
public sealed record EngineDefaults
{
    /// <summary>Nothing is known of the engine.</summary>
    public static EngineDefaults Unknown { get; } = new();

    /// <summary>
    /// Whether containers that ask for nothing share the host's cgroup namespace. The engine is then reported, and its
    /// containers are not, as they look the same whether they asked for it or not. The default value is false.
    /// </summary>
    public bool SharesCgroupNamespace { get; init; }

    /// <summary>The IDs of the networks that are the host's, by which services name them. Empty by default.</summary>
    public IReadOnlyCollection<string> HostNetworks { get; init; } = [];
}
