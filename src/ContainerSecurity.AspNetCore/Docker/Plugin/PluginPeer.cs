using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>Who asks the engine, and the SHA-256 fingerprint of that one's certificate; null for who shows none.</summary>
internal sealed record PluginPeer(DockerSubject Subject, string? Fingerprint);
