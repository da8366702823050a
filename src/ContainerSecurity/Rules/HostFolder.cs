namespace ContainerSecurity.Rules;

/// <summary>Which folders of a host matter.</summary>
internal static class HostFolder
{
    private static readonly string[] Sensitive =
    [
        "/boot", "/dev", "/etc", "/home", "/lib/modules", "/proc", "/root", "/run", "/sys", "/usr", "/var/lib/containerd", "/var/lib/containers", "/var/lib/docker",
        "/var/lib/etcd", "/var/lib/kubelet", "/var/log", "/var/run",
    ];

    private static readonly string[] Sockets =
    [
        "docker.sock", "containerd/containerd.sock", "crio/crio.sock", "podman/podman.sock", "cri-dockerd.sock", "dockershim.sock",
    ];

    private static readonly string[] RuntimeFolders = ["/run", "/run/containerd", "/run/crio", "/run/podman"];

    /// <summary>The path without doubled slashes, <c>.</c>, <c>..</c> and a slash at its end.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }
        return "/" + string.Join("/", parts);
    }

    /// <summary>Whether the folder is a sensitive one, lies in one, or holds one.</summary>
    public static bool IsSensitive(string path)
    {
        string folder = Normalize(path);
        return Array.Exists(Sensitive, s => folder == s || IsIn(folder, s) || IsIn(s, folder));
    }

    /// <summary>Whether the path is a container runtime's socket, or a folder that holds one.</summary>
    public static bool ReachesRuntimeSocket(string path)
    {
        string folder = Normalize(path);
        if (folder.StartsWith("/var/run", StringComparison.Ordinal))
            folder = folder.Substring("/var".Length);
        return Array.IndexOf(RuntimeFolders, folder) >= 0
            || Array.Exists(Sockets, s => folder == "/run/" + s || folder.EndsWith("/" + s.Substring(s.LastIndexOf('/') + 1), StringComparison.Ordinal));
    }

    private static bool IsIn(string path, string folder) => folder == "/" || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
