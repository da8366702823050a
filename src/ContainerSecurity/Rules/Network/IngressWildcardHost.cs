using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7008: ingress rules name their host.</summary>
public sealed class IngressWildcardHost() : KindRule(new("CSEC7008", "ingress-wildcard-host", Severity.Medium,
    "Ingress takes any host",
    "Name the host."), "Ingress")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        foreach (Field<NodeView> rule in resource.Spec.Views("rules").Items)
        {
            if (!rule.IsKnown)
                continue;
            Field<string> host = rule.Value.Text("host");
            if (host.IsMissing || host.Is(h => h.Length == 0 || h[0] == '*'))
                context.Report(host, $"Ingress '{resource.Name}' takes the traffic of {(host.Or("").Length > 0 ? $"every host below '{host}'" : "every host")}. Allowed: a full host name.");
        }
    }
}
