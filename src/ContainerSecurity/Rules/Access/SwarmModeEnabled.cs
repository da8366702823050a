using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5052: engines are part of a swarm only where one is wanted (CIS Docker 5.1).</summary>
internal sealed class SwarmModeEnabled() : Rule(new("CSEC5052", "swarm-mode-enabled", Severity.Low,
    "Engine is part of a swarm",
    "Leave the swarm (docker swarm leave) where none is wanted.")
{
    IsOptional = true,
    References = ["CIS Docker 5.1"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.IsInSwarm.Is(true))
            context.Report(
                daemon.IsInSwarm,
                $"{daemon} is part of a swarm, so it listens on more ports and obeys other hosts. Allowed: an engine of its own.");
    }
}
