using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7020: the engine sets the packet filter that keeps networks apart (CIS Docker 2.4).</summary>
internal sealed class DaemonIptablesOff() : Rule(new("CSEC7020", "daemon-iptables-off", Severity.Medium,
    "Engine sets no packet filter",
    "Remove 'iptables' and 'ip6tables' from daemon.json, or set them to true.")
{
    References = ["CIS Docker 2.4", "NIST SP 800-190 3.3.2"],
}), IJudges<DockerDaemon>
{
    private static readonly string[] Settings = ["iptables", "ip6tables"];

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        foreach (string setting in Settings)
            if (daemon.Settings.Boolean(setting) is var value && value.Is(false))
                context.Report(
                    value,
                    $"{daemon} has {setting} switched off, so nothing keeps its networks apart but what somebody writes by hand. Allowed: true, or no value.");
    }
}
