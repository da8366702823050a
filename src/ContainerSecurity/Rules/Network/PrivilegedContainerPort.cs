using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7019: containers listen on ports above 1023.</summary>
internal sealed class PrivilegedContainerPort() : Rule(new("CSEC7019", "privileged-container-port", Severity.Low,
    "Container port below 1024",
    "Listen on a port above 1023; the Service maps it.")), IJudges<Container>, ICelRule
{
    private const int Unprivileged = 1024;

    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows || IsOpenedByEngine(workload) || workload.Sysctls.Any(s => s.Name.Is("net.ipv4.ip_unprivileged_port_start")))
            return;
        IEnumerable<ContainerPort> low = container.Ports.Where(p => p.Port.Is(n => n is > 0 and < Unprivileged));
        foreach (IGrouping<string?, ContainerPort> written in low.GroupBy(p => p.Port.Location?.Path))
        {
            long[] ports = [.. written.Select(p => p.Port.Value)];
            context.ReportUnlessSaid(
                written.First().Port,
                $"{container} listens on {(ports.Length == 1 ? Message.Of($"port {ports[0]}") : Message.Of($"ports {ports.Min()} to {ports.Max()}"))}, "
                    + $"for which it needs root or NET_BIND_SERVICE. Allowed: 1024 and above.",
                context.Beside("CSEC7012", written.First().Port));
        }
    }

    /// <summary>Docker lets every process of a container listen on any port (from 20.10), unless it is the host's network.</summary>
    private static bool IsOpenedByEngine(Workload workload) => workload.Platform != Platform.Kubernetes && workload.HostNetwork.IsNot(true);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) > 0 && p.?containerPort.orValue(0) < 1024)")
        .Unless($"{CelVariables.IsWindows} || variables.podSecurity.?sysctls.orValue([]).exists(s, "
            + $"s.?name.orValue('') == 'net.ipv4.ip_unprivileged_port_start')");
}
