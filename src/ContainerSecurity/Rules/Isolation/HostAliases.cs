using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3017: name resolution is left to DNS.</summary>
internal sealed class HostAliases() : Rule(new("CSEC3017", "host-aliases", Severity.Low,
    "Rewrites name resolution",
    "Remove 'hostAliases' and use DNS.")), IJudges<Workload>, ICelRule
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.HostAliases.Items.Count > 0)
            context.Report(
                resource.HostAliases,
                $"The pod rewrites name resolution with {resource.HostAliases.Items.Count} hostAliases, which hides "
                    + $"where its traffic goes. Allowed: no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostAliases.orValue([]).size() > 0");
}
