using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2021: the engine runs as another user than root where it can (CIS Docker 2.1).</summary>
internal sealed class DaemonRunsAsRoot() : Rule(new("CSEC2021", "daemon-runs-as-root", Severity.Low,
    "Engine runs as root",
    "Install the engine rootless (dockerd-rootless-setuptool.sh install) where no container needs more.")
{
    References = ["CIS Docker 2.1", "NIST SP 800-190 3.5.5"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.IsRootless.IsMissing && !daemon.IsWindows)
            context.Report(daemon.IsRootless, $"{daemon} runs as root, so who gets hold of it has the host. Allowed: a rootless engine.");
    }
}
