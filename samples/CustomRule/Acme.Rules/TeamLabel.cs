using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace Acme.Rules;

/// <summary>ACME0001: every workload names the team that answers for it.</summary>
public sealed class TeamLabel() : Rule(new("ACME0001", "team-label", Severity.Medium,
    "Workload names no team",
    "Set the label 'team' to a team of the policy's list.")
{
    Parameters = [Teams],
    HelpLink = "https://handbook.acme.example/rules/ACME0001",
}), IJudges<Workload>
{
    private static readonly RuleParameter<IReadOnlyList<string>> Teams = RuleParameter.Texts("teams", "The teams there are; any where none is named.");

    /// <inheritdoc/>
    public void Judge(Workload resource, RuleContext context)
    {
        IReadOnlyList<string> teams = context.Parameters.Get(Teams);
        if (resource.Labels["team"] is var team && team.IsMissing)
            context.Report(team, $"{resource.Identity} names no team; add the label 'team'.");
        else if (team.Is(t => teams.Count > 0 && !teams.Contains(t)))
            context.Report(team, $"{resource.Identity} names the team '{team}'. Allowed: {string.Join(", ", teams)}.");
    }
}
