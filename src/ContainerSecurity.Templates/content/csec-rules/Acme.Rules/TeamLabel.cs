using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace Acme.Rules;

/// <summary>ACME0001: every workload names the team that answers for it.</summary>
public sealed class TeamLabel() : Rule(new("ACME0001", "team-label", Severity.Medium,
    "Workload names no team",
    "Set the label 'team'.")), IJudges<Workload>
{
    /// <inheritdoc/>
    public void Judge(Workload subject, RuleContext context)
    {
        // A field is known, missing or unknown; nothing is reported about what cannot be known.
        if (subject.Labels["team"] is { IsMissing: true } team)
            context.Report(team, $"{subject.Identity} names no team; add the label 'team'.");
    }
}
