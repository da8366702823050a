using ContainerSecurity.Audit;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Policies;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>Who may do what: what the proxy, the authorization plugin and the app's own endpoints decide by.</summary>
public sealed class DockerAccessOptions
{
    /// <summary>
    /// A file of the kind <c>DockerAccessPolicy</c>. It is read at the start, where a mistake in it is an error, and again whenever it changes;
    /// a changed file with a mistake is logged, and what was read before holds on. The default value is null.
    /// </summary>
    public string? File { get; set; }

    /// <summary>The policy itself, where it does not come from a file. Give one of both. The default value is null.</summary>
    public DockerAccessPolicy? Policy { get; set; }

    /// <summary>
    /// What no container may be, whatever the grants allow. An access policy with guardrails of its own is an error
    /// beside it. The default value is null.
    /// </summary>
    public Policy? Guardrails { get; set; }

    /// <summary>Where every decision is kept. What cannot be kept is not done. Null, the default value, keeps none.</summary>
    public IAuditSink? Audit { get; set; }

    /// <summary>How often the file is looked at: from 100 milliseconds to an hour. The default value is one second.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(1);
}
