using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Docker.Access.Answers;

/// <summary>What the engine says of its host.</summary>
internal static class HostAnswers
{
    /// <summary>What clients need to work: versions, what the engine can do, and its defaults. Counts, names, addresses and paths of the host are
    /// left out.</summary>
    private static readonly FrozenSet<string> Shown = new[]
    {
        "ID", "Driver", "Plugins", "MemoryLimit", "SwapLimit", "KernelMemory", "KernelMemoryTCP", "CpuCfsPeriod", "CpuCfsQuota", "CPUShares",
        "CPUSet", "PidsLimit",
        "IPv4Forwarding", "BridgeNfIptables", "BridgeNfIp6tables", "OomKillDisable", "LoggingDriver", "CgroupDriver", "CgroupVersion",
        "KernelVersion", "OperatingSystem", "OSVersion", "OSType",
        "Architecture", "NCPU", "MemTotal", "IndexServerAddress", "ServerVersion", "Runtimes", "DefaultRuntime", "Isolation", "InitBinary",
        "ContainerdCommit", "RuncCommit",
        "InitCommit", "SecurityOptions", "ExperimentalBuild", "LiveRestoreEnabled", "Debug", "SystemTime",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a team may know of <c>/info</c>, in the form that clients read.</summary>
    public static JsonObject RedactInfo(JsonObject info)
    {
        var kept = new JsonObject
        {
            ["Containers"] = 0,
            ["ContainersRunning"] = 0,
            ["ContainersPaused"] = 0,
            ["ContainersStopped"] = 0,
            ["Images"] = 0,
            ["Name"] = "",
            ["Labels"] = new JsonArray(),
            ["Warnings"] = null,
            ["Swarm"] = new JsonObject
            {
                ["NodeID"] = "",
                ["LocalNodeState"] = info["Swarm"]?["LocalNodeState"]?.DeepClone() ?? "inactive",
                ["ControlAvailable"] = false
            },
        };
        foreach (KeyValuePair<string, JsonNode?> member in info)
            if (Shown.Contains(member.Key))
                kept[member.Key] = member.Value?.DeepClone();
        return kept;
    }
}
