using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7019: containers listen on ports above 1023.</summary>
internal sealed class PrivilegedContainerPort() : Rule(new("CSEC7019", "privileged-container-port", Severity.Low,
    "Container port below 1024",
    "Listen on a port above 1023; the Service maps it.")), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows || workload.Sysctls.Any(s => s.Name.Is("net.ipv4.ip_unprivileged_port_start")))
            return;
        foreach (ContainerPort port in container.Ports)
            if (port.Port.Is(p => p is > 0 and < 1024))
                context.Report(port.Port, $"{container} listens on port {port.Port}, for which it needs root or NET_BIND_SERVICE. Allowed: 1024 and above.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers("c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) > 0 && p.?containerPort.orValue(0) < 1024)")
        .Unless($"{CelVariables.IsWindows} || variables.podSecurity.?sysctls.orValue([]).exists(s, "
            + $"s.?name.orValue('') == 'net.ipv4.ip_unprivileged_port_start')");
}
