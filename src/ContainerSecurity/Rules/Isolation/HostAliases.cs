using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3017: name resolution is left to DNS.</summary>
public sealed class HostAliases() : Rule<Workload>(new("CSEC3017", "host-aliases", Severity.Low,
    "Rewrites name resolution",
    "Remove 'hostAliases' and use DNS.")), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Workload resource, RuleContext context)
    {
        if (resource.HostAliases.Items.Count > 0)
            context.Report(resource.HostAliases, $"The pod rewrites name resolution with {resource.HostAliases.Items.Count} hostAliases, which hides where its traffic goes. Allowed: no value.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Pod("variables.podSpec.?hostAliases.orValue([]).size() > 0");
}
