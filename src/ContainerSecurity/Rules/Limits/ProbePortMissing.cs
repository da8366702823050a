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
        FieldList<NodeView> ports = container.View.Views("ports");
        if (ports.IsOpen)
            return;
        foreach (string probe in Probes)
            foreach (string handler in Handlers)
                if (container.View[probe][handler].Text("port") is { IsKnown: true } port && IsName(port.Value)
                    && ports.Items.All(p => p.Value.Text("name").IsNot(port.Value)))
                    context.Report(
                        port,
                        $"{container} is asked by its {probe} at the port '{port}', which it does not name, so the probe always fails. "
                            + $"Allowed: a name in 'ports', or a number.");
    }

    private static bool IsName(string port) => port.Any(c => c is (< '0' or > '9'));

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        [c.?livenessProbe, c.?readinessProbe, c.?startupProbe].exists(p, [p.?httpGet.?port, p.?tcpSocket.?port].exists(o,
        o.hasValue() && string(o.value()).matches('[^0-9]') && !c.?ports.orValue([]).exists(q, q.?name.orValue('') == string(o.value()))))
        """);
}
