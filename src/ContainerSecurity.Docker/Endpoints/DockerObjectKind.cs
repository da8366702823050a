namespace ContainerSecurity.Docker.Endpoints;

/// <summary>What an endpoint of the engine is about, and so what a decision is about.</summary>
public enum DockerObjectKind
{
    /// <summary>All that a team has: lists, and what is created.</summary>
    Team,

    /// <summary>A container.</summary>
    Container,

    /// <summary>A command that runs in a container.</summary>
    Exec,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A service of the swarm.</summary>
    Service,

    /// <summary>A task of a service.</summary>
    Task,

    /// <summary>A secret of the swarm.</summary>
    Secret,

    /// <summary>A configuration file of the swarm.</summary>
    Config,

    /// <summary>The swarm itself, its nodes and its volumes.</summary>
    Swarm,

    /// <summary>A registry that the engine asks.</summary>
    Registry,

    /// <summary>The host as a whole.</summary>
    Host,
}
