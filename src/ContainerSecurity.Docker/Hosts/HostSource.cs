namespace ContainerSecurity.Docker.Hosts;

/// <summary>One part of a host, read when it is its turn.</summary>
/// <param name="Name">The name shown to people, such as <c>docker://host/containers/web</c>.</param>
/// <param name="ReadAsync">Reads it; called once.</param>
internal sealed record HostSource(string Name, Func<CancellationToken, Task<HostContent>> ReadAsync);
