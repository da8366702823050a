using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Tool;

/// <summary>Says that the tool reads no clusters where it is compiled ahead of time.</summary>
internal static class ClusterAccess
{
    public static Task<RbacAuthorizer?> ReadAsync(Terminal terminal, string? kubeconfig, string? context, CancellationToken cancellation) =>
        Refuse<RbacAuthorizer>(terminal);

    public static Task<EscalationGraph?> ReadPathsAsync(Terminal terminal, string? kubeconfig, string? context, CancellationToken cancellation) =>
        Refuse<EscalationGraph>(terminal);

    private static Task<T?> Refuse<T>(Terminal terminal)
        where T : class
    {
        terminal.Error.WriteLine("csec: This csec, which is compiled ahead of time, does not read clusters. The dotnet tool (dotnet tool install ContainerSecurity.Tool) and its image do.");
        return Task.FromResult<T?>(null);
    }
}
