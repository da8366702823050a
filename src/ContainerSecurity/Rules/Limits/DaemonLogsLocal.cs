using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6017: logs of containers leave the host (CIS Docker 2.13).</summary>
internal sealed class DaemonLogsLocal() : Rule(new("CSEC6017", "daemon-logs-local", Severity.Low,
    "Logs stay on the host",
    "Set 'log-driver' to one that sends logs elsewhere, such as \"syslog\" or \"fluentd\".")
{
    IsOptional = true,
    References = ["CIS Docker 2.13"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.LogDriver.Is(d => d is "json-file" or "local" or "none"))
            context.Report(
                daemon.LogDriver,
                $"{daemon} writes the logs of containers by the driver '{daemon.LogDriver}': who takes the host takes its traces too. Allowed: a driver that sends them elsewhere.");
    }
}
