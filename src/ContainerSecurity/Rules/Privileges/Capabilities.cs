namespace ContainerSecurity.Rules.Privileges;

/// <summary>What the standards say about Linux capabilities. Names are case-sensitive in Kubernetes.</summary>
internal static class Capabilities
{
    private static readonly string[] BaselineNames =
        [
            "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
            "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"
        ];

    private static readonly string[] HostAccess =
        [
            "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "SYS_BOOT", "NET_ADMIN", "DAC_READ_SEARCH",
            "BPF", "PERFMON", "SYSLOG", "MAC_ADMIN", "MAC_OVERRIDE"
        ];

    public static string BaselineList { get; } = string.Join(", ", BaselineNames);

    public static IReadOnlyList<string> Baseline => BaselineNames;

    public static bool IsBaseline(string capability) => Array.IndexOf(BaselineNames, capability) >= 0;

    /// <summary>Whether the capability alone leads out of the container.</summary>
    public static bool GivesAwayTheHost(string capability) => Array.IndexOf(HostAccess, capability) >= 0;
}
