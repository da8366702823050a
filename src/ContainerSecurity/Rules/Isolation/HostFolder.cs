using ContainerSecurity.Secrets.Files;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>Which folders, files and devices of a host matter.</summary>
internal static class HostFolder
{
    internal static readonly string[] Sensitive =
    [
        "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/opt/cni", "/proc", "/root", "/sbin", "/sys", "/usr",
        "/run/containerd", "/run/crio", "/run/dbus", "/run/docker", "/run/k3s", "/run/log", "/run/netns",
        "/run/podman", "/run/secrets", "/run/systemd", "/run/udev", "/run/user",
        "/var/lib/cni", "/var/lib/containerd", "/var/lib/containers", "/var/lib/docker", "/var/lib/etcd",
        "/var/lib/k0s", "/var/lib/kubelet", "/var/lib/rancher",
        "/var/log", "/var/snap/microk8s", "/var/spool/cron", "/ProgramData", "/Users", "/Windows",
    ];

    /// <summary>What lies in a sensitive folder and tells nothing: time zones, public certificates, names, sources of nothing and of chance.</summary>
    internal static readonly string[] Harmless =
    [
        "/dev/hugepages", "/dev/log", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero",
        "/etc/ca-certificates", "/etc/hostname", "/etc/localtime", "/etc/machine-id", "/etc/os-release",
        "/etc/pki/ca-trust", "/etc/pki/tls/certs", "/etc/ssl/certs", "/etc/timezone",
        "/usr/lib/os-release", "/usr/local/share/ca-certificates", "/usr/share/ca-certificates", "/usr/share/zoneinfo",
    ];

    /// <summary>What of a sensitive folder may be read without harm worth speaking of.</summary>
    private static readonly string[] Lesser = [.. EmbeddedTable.Read("lesser-host-paths.txt").Select(line => line[0])];

    internal static readonly string[] SharedMemory = ["/dev/mqueue", "/dev/shm"];

    /// <summary>The names of the sockets, and of the pipes that stand for them on Windows.</summary>
    internal static readonly string[] Sockets =
    [
        "docker.sock", "containerd.sock", "crio.sock", "podman.sock", "cri-dockerd.sock", "dockershim.sock", "docker_engine", "containerd-containerd",
    ];

    internal static readonly string[] RuntimeFolders =
    [
        "/run", "/run/containerd", "/run/crio", "/run/docker", "/run/docker/containerd", "/run/k3s",
        "/run/k3s/containerd", "/run/podman", "/var/snap/microk8s/common/run",
    ];

    /// <summary>The path without a drive, doubled slashes, <c>.</c>, <c>..</c> and a slash at its end; <c>/var/run</c> is <c>/run</c>.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }
        if (parts.Count > 0 && parts[0] is [_, ':'])
            parts.RemoveAt(0);
        if (parts.Count > 1 && parts[0] == "var" && parts[1] == "run")
            parts.RemoveAt(0);
        return "/" + string.Join("/", parts);
    }

    /// <summary>
    /// Whether the folder is a sensitive one, lies in one, or holds one, or is where credentials are kept, or the path
    /// is a file of credentials.
    /// </summary>
    public static bool IsSensitive(string path)
    {
        string folder = path is "~" ? "/home" : Normalize(path);
        return CredentialFiles.IsMounted(folder)
            || (!IsRelative(path) && !IsWithin(folder, Harmless) && (IsWithin(folder, Sensitive) || Array.Exists(Sensitive, s => IsIn(s, folder))));
    }

    /// <summary>Whether a sensitive path gives little away to who only reads it.</summary>
    public static bool IsLesser(string path) => IsWithin(Normalize(path), Lesser);

    /// <summary>Whether the path is a container runtime's socket, or a folder that holds one.</summary>
    public static bool ReachesRuntimeSocket(string path)
    {
        string folder = Normalize(path);
        return (Array.IndexOf(RuntimeFolders, folder) >= 0 && !IsRelative(path))
            || Array.IndexOf(Sockets, folder.Substring(folder.LastIndexOf('/') + 1)) >= 0;
    }

    /// <summary>Whether the path is a device, or a folder of devices, below <c>/dev</c>.</summary>
    public static bool IsDevice(string path)
    {
        string folder = Normalize(path);
        return IsIn(folder, "/dev") && !IsRelative(path) && !IsWithin(folder, Harmless) && !IsWithin(folder, SharedMemory);
    }

    /// <summary>Whether the path is a device that tells nothing, or memory that processes share.</summary>
    public static bool IsHarmless(string path) => Normalize(path) is var folder && (IsWithin(folder, Harmless) || IsWithin(folder, SharedMemory));

    /// <summary>Whether a path starts at the folder of a compose file, or at somebody's home, and so says little.</summary>
    private static bool IsRelative(string path) => path.StartsWith(".", StringComparison.Ordinal) || path.StartsWith("~/", StringComparison.Ordinal);

    /// <summary>Whether a path has <c>..</c> in it, so that what it names depends on where it is read.</summary>
    public static bool GoesUp(string path) => Array.IndexOf(path.Split('/', '\\'), "..") >= 0;

    /// <summary>Whether a path is absolute and goes nowhere up, so that it names what it seems to.</summary>
    public static bool IsPlain(string path)
    {
        string[] parts = path.Split('/', '\\');
        return ((parts.Length > 1 && parts[0].Length == 0) || parts[0] is [_, ':']) && Array.IndexOf(parts, "..") < 0;
    }

    /// <summary>Whether a normalised path is one of some folders, or lies in one.</summary>
    public static bool IsWithin(string path, string[] folders) => Array.Exists(folders, f => path == f || IsIn(path, f));

    private static bool IsIn(string path, string folder) => folder == "/" || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
