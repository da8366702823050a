namespace ContainerSecurity.Docker.Endpoints;

/// <summary>How an endpoint's body is treated.</summary>
public enum DockerBodyKind
{
    /// <summary>There must be none.</summary>
    None,

    /// <summary>It is read as the engine reads it, judged, and replaced by our own serialisation.</summary>
    Judged,

    /// <summary>It passes as it is, unseen: credentials, or what only administrators send.</summary>
    Opaque,

    /// <summary>It is a stream that passes as it is.</summary>
    Stream,
}
