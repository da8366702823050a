using ContainerSecurity.Documents;
using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Switches the gaining of privileges off (CSEC2002), where the API server allows that.</summary>
internal sealed class EscalationFix : IFix
{
    private const string Option = "no-new-privileges";

    public IReadOnlyList<string> Rules { get; } = ["CSEC2002"];

    public void Apply(FixContext context)
    {
        foreach (PolicyFinding finding in context.Findings)
            if ((context.SystemObstacle ?? ObstacleOf(context, finding)) is { } obstacle)
                context.Leave(finding, obstacle);
            else if (context.IsCompose)
                MendService(context, finding);
            else
                context.Set(finding, PlannedValue.False);
    }

    /// <summary>A container that keeps all privileges, or CAP_SYS_ADMIN, must not say that it gains none.</summary>
    private static string? ObstacleOf(FixContext context, PolicyFinding finding)
    {
        if (context.IsCompose || context.ContainerOf(finding) is not { } container)
            return null;
        if (container.Privileged.IsUnknown || (container.Privileged.Is(true) && !context.Plan.Touches(container.Privileged.Location?.Path)))
            return "the container is privileged, and the API server refuses allowPrivilegeEscalation: false beside that; remove 'privileged' first (CSEC2001)";
        return container.CapabilitiesAdd.Items.Any(a => !a.IsKnown || (a.Value == "CAP_SYS_ADMIN" && !context.Plan.Touches(a.Location?.Path)))
            ? "the container adds CAP_SYS_ADMIN, and the API server refuses allowPrivilegeEscalation: false beside that; remove the capability first (CSEC2006)"
            : null;
    }

    private static void MendService(FixContext context, PolicyFinding finding)
    {
        Container service = context.Workload.Containers[0];
        if (service.AllowPrivilegeEscalation is { IsKnown: true, Node: ScalarNode written })
            context.Set(finding, context.Plan.TokensOf(written.Path), PlannedValue.Single(Option + ":true", isText: true));
        else
            context.Append(finding, context.In(service, "security_opt"), Option + ":true");
    }
}
