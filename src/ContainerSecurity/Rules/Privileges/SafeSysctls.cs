namespace ContainerSecurity.Rules.Privileges;

/// <summary>The safe list of kernel parameters, as it grew.</summary>
internal static class SafeSysctls
{
    private static readonly Dictionary<string, int> SafeSince = new(StringComparer.Ordinal)
    {
        ["kernel.shm_rmid_forced"] = 0,
        ["net.ipv4.ip_local_port_range"] = 0,
        ["net.ipv4.ip_unprivileged_port_start"] = 0,
        ["net.ipv4.tcp_syncookies"] = 0,
        ["net.ipv4.ping_group_range"] = 0,
        ["net.ipv4.ip_local_reserved_ports"] = 27,
        ["net.ipv4.tcp_keepalive_time"] = 29,
        ["net.ipv4.tcp_fin_timeout"] = 29,
        ["net.ipv4.tcp_keepalive_intvl"] = 29,
        ["net.ipv4.tcp_keepalive_probes"] = 29,
        ["net.ipv4.tcp_rmem"] = 32,
        ["net.ipv4.tcp_wmem"] = 32,
        ["net.ipv4.tcp_slow_start_after_idle"] = 37,
        ["net.ipv4.tcp_notsent_lowat"] = 37,
    };

    public static bool Holds(string name, KubernetesVersion version) => SafeSince.TryGetValue(name, out int since) && version.Minor >= since;

    /// <summary>The list of a version, for messages.</summary>
    public static string ListOf(KubernetesVersion version) => string.Join(", ", Of(version));

    /// <summary>The list of a version.</summary>
    public static IEnumerable<string> Of(KubernetesVersion version) => SafeSince.Keys.Where(name => Holds(name, version));
}
