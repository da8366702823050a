namespace ContainerSecurity.Docker.Access;

/// <summary>By what a scope holds objects.</summary>
public enum DockerScopeKind
{
    /// <summary>All there is.</summary>
    Everything,

    /// <summary>What carries a team's owner label; of images, those the team's list names.</summary>
    Owner,

    /// <summary>What has a name of a pattern.</summary>
    Name,

    /// <summary>Images of a pattern, and what is made of them.</summary>
    Image,
}
