using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Drops all capabilities and removes those that are added beyond what the rules allow (CSEC2006, CSEC2007).</summary>
internal sealed class CapabilityFix : IFix
{
    private static readonly string[] Keys = ["securityContext", "capabilities", "drop"];
    private static readonly string[] ComposeKeys = ["cap_drop"];

    public IReadOnlyList<string> Rules { get; } = ["CSEC2006", "CSEC2007"];

    public void Apply(FixContext context)
    {
        foreach (PolicyFinding finding in context.Findings)
        {
            if (context.SystemObstacle is { } windows)
                context.Leave(finding, windows);
            else if (context.ContainerOf(finding) is { } container)
                Mend(context, finding, container);
            else
                context.Leave(finding, "the container is not found");
        }
    }

    private static void Mend(FixContext context, PolicyFinding finding, Container container)
    {
        string[] tokens = context.Plan.TokensOf(finding.Finding.Location.Path);
        if (tokens.Length > 1 && tokens[tokens.Length - 2] is "add" or "cap_add")
            context.Remove(finding);
        else
            context.Append(finding, context.In(container, context.IsCompose ? ComposeKeys : Keys), "ALL");
    }
}
