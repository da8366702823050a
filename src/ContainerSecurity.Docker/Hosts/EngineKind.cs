namespace ContainerSecurity.Docker.Hosts;

/// <summary>A kind of objects that an engine has: where they are listed and inspected, and which events tell of them.</summary>
/// <param name="Kind">The kind of resource that an object becomes.</param>
/// <param name="Folder">The folder of such objects in names of sources.</param>
/// <param name="List">The path that lists them.</param>
/// <param name="Inspect">The path of one, with <c>{0}</c> for its ID.</param>
/// <param name="Event">The type of their events.</param>
/// <param name="Actions">The events after which an object is judged.</param>
internal sealed record EngineKind(string Kind, string Folder, string List, string Inspect, string Event, params string[] Actions)
{
    public static EngineKind Container { get; } =
        new("Container", "containers", "containers/json?all=1", "containers/{0}/json", "container", "create", "start", "update", "rename");

    public static EngineKind Image { get; } = new("Image", "images", "images/json", "images/{0}/json", "image", "pull", "load", "import", "tag");

    public static EngineKind Network { get; } = new("Network", "networks", "networks", "networks/{0}", "network", "create");

    public static EngineKind Volume { get; } = new("Volume", "volumes", "volumes", "volumes/{0}", "volume", "create");

    public static EngineKind Plugin { get; } = new("Plugin", "plugins", "plugins", "plugins/{0}/json", "plugin", "pull", "create", "enable");

    /// <summary>Kinds that a manager of a swarm alone knows.</summary>
    public static IReadOnlyList<EngineKind> OfSwarm { get; } =
    [
        new("Service", "services", "services", "services/{0}", "service", "create", "update"),
        new("Config", "configs", "configs", "configs/{0}", "config", "create", "update"),
        new("Secret", "secrets", "secrets", "secrets/{0}", "secret", "create", "update"),
    ];

    /// <summary>All kinds, in the order of a report.</summary>
    public static IReadOnlyList<EngineKind> All { get; } = [Network, Volume, Container, Image, .. OfSwarm, Plugin];
}
