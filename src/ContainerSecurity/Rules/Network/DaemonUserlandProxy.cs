using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7021: published ports are led by the packet filter alone (CIS Docker 2.16).</summary>
internal sealed class DaemonUserlandProxy() : Rule(new("CSEC7021", "daemon-userland-proxy", Severity.Low,
    "Published ports go through a program of their own",
    "Set 'userland-proxy' to false in daemon.json.")
{
    References = ["CIS Docker 2.16"],
}), IJudges<DockerDaemon>
{
    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        Field<bool> proxy = daemon.Settings.Boolean("userland-proxy");
        if (proxy.IsNot(false) && !daemon.IsWindows)
            context.Report(
                proxy,
                $"{daemon} starts a proxy of its own for each published port, which hides who calls and can be attacked. Allowed: userland-proxy: false.");
    }
}
