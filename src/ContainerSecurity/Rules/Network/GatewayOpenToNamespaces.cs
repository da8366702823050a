using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7041: gateways take routes of chosen namespaces only (NIST SP 800-190 3.3.3).</summary>
internal sealed class GatewayOpenToNamespaces() : Rule(new("CSEC7041", "gateway-open-to-namespaces", Severity.Low,
    "Gateway takes routes of every namespace",
    "Write 'from: Selector' with the labels of the namespaces that may attach, or 'from: Same'.")
{
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Gateway>, ICelRule
{
    public void Judge(Gateway resource, RuleContext context)
    {
        foreach (NodeView listener in resource.Listeners.Items.Where(l => l.IsKnown).Select(l => l.Value))
            if (listener["allowedRoutes"]["namespaces"].Text("from") is var from && from.Is("All"))
                context.Report(
                    from,
                    $"{resource} takes routes of every namespace: whoever may write a route anywhere takes traffic of its hosts. Allowed: Same, Selector.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Gateways, """
        object.?spec.?listeners.orValue([]).exists(l, l.?allowedRoutes.?namespaces.?from.orValue('Same') == 'All')
        """);
}
