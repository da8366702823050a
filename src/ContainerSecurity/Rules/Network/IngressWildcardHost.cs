using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7008: ingress rules name their host.</summary>
internal sealed class IngressWildcardHost() : Rule(new("CSEC7008", "ingress-wildcard-host", Severity.Medium,
    "Ingress takes any host",
    "Name the host.")), IJudges<Ingress>, ICelRule
{
    public void Judge(Ingress resource, RuleContext context)
    {
        foreach (Field<string> host in resource.Hosts)
            if (host.IsMissing || host.Is(h => h.Length == 0 || h[0] == '*'))
                context.Report(
                    host,
                    $"{resource} takes the traffic of {(host.Or("").Length > 0 ? $"every host below '{host}'" : "every host")}. Allowed: a full host name.");
        if (resource.IsWithoutRules)
            context.Report(resource, $"{resource} takes the traffic of every host: it has no rules. Allowed: rules with full host names.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Objects(AdmissionResources.Ingresses, """
        object.?spec.?rules.orValue([]).size() == 0 || object.spec.rules.exists(r, r.?host.orValue('').matches('^(\\*.*)?$'))
        """);
}
