using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3007: containers open no ports of the host (PSS baseline, CIS Kubernetes 5.2.12).</summary>
internal sealed class HostPort() : Rule(new("CSEC3007", "host-port", Severity.Medium,
    "Opens a port of the host",
    "Remove 'hostPort' and use a Service.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    Parameters = [AllowedHostPorts],
    References = ["PSS baseline: Host Ports", "CIS Kubernetes 5.2.12", "NIST SP 800-190 3.4.2"],
}), IJudges<Container>, ICelRule
{
    private const string Port = "p.?hostPort.orValue(0)";

    private static readonly RuleParameter<IReadOnlyList<NumberRange>> AllowedHostPorts = RuleParameter.Ranges("allowedHostPorts",
        "The ports of the host that may be opened.", minimum: 1, maximum: 65535);

    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        IReadOnlyList<NumberRange> allowed = context.Parameters.Get(AllowedHostPorts);
        foreach (ContainerPort port in container.Ports)
            if (port.HostPort.Is(p => p != 0 && !allowed.Any(a => a.Holds(p))))
                context.ReportUnlessSaid(
                    port.HostPort,
                    $"{container} opens port {port.HostPort} of the host. Allowed: 0, or no value{(allowed.Count == 0 ? "" : $", or {string.Join(", ", allowed)}")}.",
                    workload.HostNetwork.Is(true) ? context.Beside("CSEC3001", workload.HostNetwork) : null,
                    workload.Platform == Platform.Kubernetes ? null : Severity.Low);
            else if (workload.Platform == Platform.Compose && port.HostPort.Is(p => p == 0))
                context.Report(
                    port.HostPort,
                    $"{container} publishes port {port.Port} on all addresses of the host, at a port that the engine picks. "
                        + $"Allowed: an address such as 127.0.0.1, or no value.",
                    Severity.Low);
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers(
        $"c.?ports.orValue([]).exists(p, {CelText.Except($"{Port} != 0", NumberRange.HoldInCel(context.Parameters.Get(AllowedHostPorts), Port))})");
}
