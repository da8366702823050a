using ContainerSecurity.Audit;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool.Docker;

/// <summary>What <c>csec docker serve</c> was told.</summary>
/// <param name="Access">The file of teams, roles and grants.</param>
internal sealed record DockerServerSettings(string Access)
{
    public Policy? Guardrails { get; init; }

    public required Uri? Engine { get; init; }

    public string? EngineTls { get; init; }

    public IReadOnlyList<Uri> Listen { get; init; } = [];

    public string? Tls { get; init; }

    public string? PluginSocket { get; init; }

    public IReadOnlyList<string> ProxyCertificates { get; init; } = [];

    public IAuditSink? Audit { get; init; }
}
