using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6018: the engine limits open files and processes of containers that say nothing (CIS Docker 2.8).</summary>
internal sealed class DaemonUlimitsMissing() : Rule(new("CSEC6018", "daemon-ulimits-missing", Severity.Low,
    "No default limits for open files",
    "Set 'default-ulimits' in daemon.json, such as {\"nofile\": {\"Name\": \"nofile\", \"Soft\": 4096, \"Hard\": 8192}}.")
{
    IsOptional = true,
    References = ["CIS Docker 2.8"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        Field<DocumentNode> limits = daemon.Settings.Node("default-ulimits");
        if (!daemon.IsWindows && (limits.IsMissing || limits.Is(l => l is MappingNode { Entries.Count: 0 })))
            context.Report(limits, $"{daemon} gives containers its own limits for open files, which are none. Allowed: default-ulimits.");
    }
}
