namespace ContainerSecurity.Docker.Access;

/// <summary>How much a team's containers may have in all; null for no limit.</summary>
/// <param name="Containers">How many there may be, running or not.</param>
/// <param name="MemoryBytes">Their memory in bytes; every container must then have a limit of its own.</param>
/// <param name="NanoCpus">Their processors in billionths; every container must then have a limit of its own.</param>
public sealed record DockerLimits(int? Containers = null, long? MemoryBytes = null, long? NanoCpus = null)
{
    /// <summary>No limits.</summary>
    public static DockerLimits None { get; } = new();
}
