using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>Tells by what the pods of a workload are as strong as their node.</summary>
internal static class HostAccess
{
    /// <summary>Folders and sockets by which who writes them, or speaks to them, is root on the node.</summary>
    private static readonly string[] Paths =
    [
        "/", "/bin", "/boot", "/dev", "/etc", "/etc/kubernetes", "/etc/cni", "/home", "/lib", "/opt", "/proc", "/root", "/run",
        "/run/containerd", "/sbin", "/sys", "/usr", "/var", "/var/lib",
        "/var/lib/containerd", "/var/lib/docker", "/var/lib/kubelet", "/var/lib/kubelet/pods", "/var/run",
        "/run/containerd/containerd.sock", "/run/crio/crio.sock", "/run/docker.sock",
        "/var/run/containerd/containerd.sock", "/var/run/crio/crio.sock", "/var/run/docker.sock",
    ];

    /// <summary>What surely makes the pods as strong as their node, as a phrase; null for nothing.</summary>
    public static string? Of(Workload workload)
    {
        foreach (Container container in workload.Containers)
            if (container.Privileged.Is(true))
                return $"runs the container '{container.Name}' privileged";
        foreach (Volume volume in workload.Volumes)
            if (volume.HostPath.Is(p => Array.IndexOf(Paths, Normal(p)) >= 0))
                return $"mounts '{volume.HostPath}' of the host";
        return workload.HostPid.Is(true) && workload.Containers.Any(HasPtrace) ? "sees the processes of the host and may change them" : null;
    }

    private static bool HasPtrace(Container container) =>
        container.CapabilitiesAdd.Items.Any(c => c.Is(n => n.Equals("SYS_PTRACE", StringComparison.OrdinalIgnoreCase)
            || n.Equals("SYS_ADMIN", StringComparison.OrdinalIgnoreCase) || n.Equals("ALL", StringComparison.OrdinalIgnoreCase)));

    private static string Normal(string path) => path.Length > 1 ? path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : path;
}
