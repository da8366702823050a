using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2019: containers hold no terminal open.</summary>
internal sealed class InteractiveContainer() : Rule(new("CSEC2019", "interactive-container", Severity.Low,
    "Terminal and standard input held open",
    "Remove 'stdin' and 'tty'.")
{
    IsOptional = true,
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        if (container.Stdin.Is(true) && container.Tty.Is(true))
            context.Report(container.Tty, $"{container} holds standard input and a terminal open, ready for kubectl attach.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("c.?stdin.orValue(false) && c.?tty.orValue(false)");
}
