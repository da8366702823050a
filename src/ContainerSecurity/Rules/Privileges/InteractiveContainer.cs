using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2019: containers hold no terminal open.</summary>
public sealed class InteractiveContainer() : ContainerRule(new("CSEC2019", "interactive-container", Severity.Low,
    "Terminal and standard input held open",
    "Remove 'stdin' and 'tty'.")
{
    IsOptional = true,
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (container.Stdin.Is(true) && container.Tty.Is(true))
            context.Report(container.Tty, $"Container '{container.Name}' holds standard input and a terminal open, ready for kubectl attach.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("c.?stdin.orValue(false) && c.?tty.orValue(false)");
}
