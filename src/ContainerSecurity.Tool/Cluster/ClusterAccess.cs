using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Kubernetes;

namespace ContainerSecurity.Tool;

/// <summary>Reads from a cluster who may do what in it.</summary>
internal static class ClusterAccess
{
    /// <summary>The roles and bindings; null where no cluster is configured, which has then been said.</summary>
    public static Task<RbacAuthorizer?> ReadAsync(Terminal terminal, string? kubeconfig, string? context, CancellationToken cancellation) =>
        AskAsync<RbacAuthorizer>(terminal, kubeconfig, context, reader => reader.ReadAsync(cancellation));

    /// <summary>The roles and bindings with what paths lead through; null where no cluster is configured, which has then been said.</summary>
    public static Task<EscalationGraph?> ReadPathsAsync(Terminal terminal, string? kubeconfig, string? context, CancellationToken cancellation) =>
        AskAsync<EscalationGraph>(terminal, kubeconfig, context, reader => reader.ReadPathsAsync(cancellation));

    private static async Task<T?> AskAsync<T>(Terminal terminal, string? kubeconfig, string? context, Func<ClusterAccessReader, Task<T>> ask)
        where T : class
    {
        using k8s.Kubernetes? client = ClusterConnection.Open(terminal, kubeconfig, context);
        return client is null ? null : await ask(new ClusterAccessReader(client)).ConfigureAwait(false);
    }
}
