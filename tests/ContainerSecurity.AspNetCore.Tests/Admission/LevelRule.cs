using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>Finds a label, as severe as it says.</summary>
public sealed class LevelRule() : Rule(new("TEST0001", "level", Severity.Medium, "Has a level", "Take the label away.")), IJudges<Workload>
{
    /// <inheritdoc/>
    public void Judge(Workload resource, RuleContext context) =>
        context.Report(resource.Labels["level"], $"The level is {resource.Labels["level"]}.", Enum.Parse<Severity>(resource.Labels["level"].Or("Info")));
}
