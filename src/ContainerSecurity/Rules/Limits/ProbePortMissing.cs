using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6033: probes name ports that the container has.</summary>
internal sealed class ProbePortMissing() : Rule(new("CSEC6033", "probe-port-missing", Severity.Low,
    "Probe asks a port that the container does not name",
    "Name a port of the container, or give its number.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>, ICelRule
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Handlers = ["httpGet", "tcpSocket"];

    public void Judge(Container container, RuleContext context)
    {
        foreach (string probe in Probes)
            if (container.View[probe] is { Mapping: not null } asked)
                Judge(asked, probe, container, context);
    }

    private static void Judge(NodeView asked, string probe, Container container, RuleContext context)
    {
        foreach (string handler in Handlers)
            if (asked[handler] is { Mapping: not null } handled && handled.Text("port") is { IsKnown: true } port && IsName(port.Value)
                && IsNamedByNone(container.View.Views("ports"), port.Value))
                context.Report(
                    port,
                    $"{container} is asked by its {probe} at the port '{port}', which it does not name, so the probe always fails. "
                        + $"Allowed: a name in 'ports', or a number.");
    }

    private static bool IsNamedByNone(FieldList<NodeView> ports, string name)
    {
        if (ports.IsOpen)
            return false;
        foreach (Field<NodeView> port in ports.Items)
            if (!port.Value.Text("name").IsNot(name))
                return false;
        return true;
    }

    private static bool IsName(string port)
    {
        foreach (char c in port)
            if (c is < '0' or > '9')
                return true;
        return false;
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        [c.?livenessProbe, c.?readinessProbe, c.?startupProbe].exists(p, [p.?httpGet.?port, p.?tcpSocket.?port].exists(o,
        o.hasValue() && string(o.value()).matches('[^0-9]') && !c.?ports.orValue([]).exists(q, q.?name.orValue('') == string(o.value()))))
        """);
}
