using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Limits;

/// <summary>
/// CSEC6019: containers go on while the engine is down, so that it can be mended at once (CIS Docker 2.15). A swarm has
/// its own ways.
/// </summary>
internal sealed class DaemonLiveRestoreOff() : Rule(new("CSEC6019", "daemon-live-restore-off", Severity.Low,
    "Containers end with the engine",
    "Set 'live-restore' to true in daemon.json.")
{
    References = ["CIS Docker 2.15"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.KeepsContainers.IsNot(true) && !daemon.IsInSwarm.Is(true) && !daemon.IsWindows)
            context.Report(
                daemon.KeepsContainers,
                $"{daemon} ends all containers when it ends, so security fixes of the engine wait. Allowed: live-restore: true.");
    }
}
