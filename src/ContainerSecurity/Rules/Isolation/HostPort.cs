using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3007: containers open no ports of the host (PSS baseline, CIS Kubernetes 5.2.13).</summary>
internal sealed class HostPort() : Rule(new("CSEC3007", "host-port", Severity.Medium,
    "Opens a port of the host",
    "Remove 'hostPort' and use a Service.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: Host Ports", "CIS Kubernetes 5.2.13", "NIST SP 800-190 3.4.2"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        foreach (ContainerPort port in container.Ports)
            if (port.HostPort.Is(p => p != 0))
                context.ReportUnlessSaid(
                    port.HostPort,
                    $"{container} opens port {port.HostPort} of the host. Allowed: 0, or no value.",
                    workload.HostNetwork.Is(true) ? context.Beside("CSEC3001", workload.HostNetwork) : null,
                    workload.Platform == Platform.Kubernetes ? null : Severity.Low);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0)");
}
