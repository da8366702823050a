using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5051: engines run without features that are not finished (CIS Docker 2.18).</summary>
internal sealed class DaemonExperimental() : Rule(new("CSEC5051", "daemon-experimental", Severity.Low,
    "Engine has unfinished features switched on",
    "Remove 'experimental' from daemon.json.")
{
    References = ["CIS Docker 2.18", "NIST SP 800-190 3.5.2"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.IsExperimental.Is(true))
            context.Report(daemon.IsExperimental, $"{daemon} runs with experimental features, which nobody has promised to be safe. Allowed: false.");
    }
}
