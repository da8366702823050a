namespace ContainerSecurity.Docker.Access;

/// <summary>What the engine knows under a name.</summary>
/// <param name="Reference">The name.</param>
/// <param name="Object">The object; null where the engine knows none.</param>
public sealed record DockerResolution(DockerReference Reference, DockerObject? Object);
