using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.DependencyInjection;

/// <summary>
/// Gives who may do what in a cluster, as it is at the time: by files
/// (<see cref="RbacContainerSecurityBuilderExtensions.AddRbac"/>), or by the cluster itself (<c>AddKubernetes</c>).
/// What it gives is immutable; who asks several questions of one state reads once. Safe for use from any thread.
/// </summary>
public interface IRbacReader
{
    /// <summary>Reads the roles and bindings.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<RbacAuthorizer> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the roles and bindings, and what escalation paths lead through.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<EscalationGraph> ReadPathsAsync(CancellationToken cancellationToken = default);
}
