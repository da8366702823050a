using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6016: the engine logs what happens, and no secrets of requests (CIS Docker 2.3).</summary>
internal sealed class DaemonLogLevel() : Rule(new("CSEC6016", "daemon-log-level", Severity.Low,
    "Engine logs too much or too little",
    "Set 'log-level' to \"info\" and remove 'debug'.")
{
    References = ["CIS Docker 2.3"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.Info.Boolean("Debug").Is(true))
            context.Report(
                daemon.Info.Boolean("Debug"),
                $"{daemon} runs in debug mode, in which it logs the bodies of requests and opens /debug. Allowed: false.");
        else if (daemon.Settings.Boolean("debug").Is(true))
            context.Report(
                daemon.Settings.Boolean("debug"),
                $"{daemon} runs in debug mode, in which it logs the bodies of requests and opens /debug. Allowed: false.");
        if (daemon.Settings.Text("log-level") is var level && level.Is(l => l is not ("info" or "")))
            context.Report(level, $"{daemon} logs at the level '{level}'. Allowed: info.");
    }
}
