using ContainerSecurity.Kubernetes;
using k8s.Exceptions;

namespace ContainerSecurity.Tool;

/// <summary>Connects commands with the cluster that is configured.</summary>
internal static class ClusterConnection
{
    /// <summary>The client of the cluster; null where none is configured, which has then been said.</summary>
    public static k8s.Kubernetes? Open(Terminal terminal, string? kubeconfig, string? context)
    {
        try
        {
            return new k8s.Kubernetes(ClusterConfiguration.Find(kubeconfig, context));
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return null;
        }
    }
}
