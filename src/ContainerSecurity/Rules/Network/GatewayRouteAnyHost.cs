using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7042: routes of Gateway API name their hosts.</summary>
internal sealed class GatewayRouteAnyHost() : Rule(new("CSEC7042", "gateway-route-any-host", Severity.Low,
    "Route takes any host",
    "Name the hosts in 'spec.hostnames'.")), IJudges<GatewayRoute>, ICelRule
{
    public void Judge(GatewayRoute resource, RuleContext context)
    {
        if (resource.Hosts is { IsOpen: false, Items.Count: 0 })
            context.Report(
                resource,
                $"{resource} takes the traffic of every host of its listeners: it names none. Allowed: spec.hostnames with full host names.");
        foreach (Field<string> host in resource.Hosts.Items.Where(h => h.Is(n => n.StartsWith("*", StringComparison.Ordinal))))
            context.Report(host, $"{resource} takes the traffic of every host below '{host}'. Allowed: a full host name.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.GatewayRoutes, """
        object.?spec.?hostnames.orValue([]).size() == 0 || object.spec.hostnames.exists(h, h.startsWith('*'))
        """);
}
