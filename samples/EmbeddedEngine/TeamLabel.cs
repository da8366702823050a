using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace EmbeddedEngine;

/// <summary>A rule of a team's own: every workload names the team that answers for it.</summary>
public sealed class TeamLabel() : Rule(new("ACME0001", "team-label", Severity.Low, "Workload names no team", "Add the label 'team'.")), IJudges<Workload>
{
    /// <inheritdoc/>
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.Labels["team"].IsMissing)
            context.Report(resource.Labels["team"], $"{resource.Identity} names no team; add the label 'team'.");
    }
}
