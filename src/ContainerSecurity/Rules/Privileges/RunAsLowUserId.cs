using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2005: user and group IDs are above 10000, so that they meet none of the host's (CIS Kubernetes 5.6.3).</summary>
internal sealed class RunAsLowUserId() : Rule(new("CSEC2005", "run-as-low-user-id", Severity.Low,
    "User or group ID may be one of the host's",
    "Set 'runAsUser' and 'runAsGroup' to IDs above 10000.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    References = ["CIS Kubernetes 5.6.3"],
}), IJudges<Container>, ICelRule
{
    private const long HighestOfHost = 10000;

    public void Judge(Container container, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        if (workload.IsWindows || workload.HostUsers.Is(false))
            return;
        Judge(container.Security.RunAsUser.Else(workload.Security.RunAsUser), "runAsUser", container, context);
        Judge(container.Security.RunAsGroup.Else(workload.Security.RunAsGroup), "runAsGroup", container, context);
    }

    private static void Judge(Field<long> id, string field, Container container, RuleContext context)
    {
        if (id.IsMissing || id.Is(i => i <= HighestOfHost))
            context.Report(
                id,
                $"{container} {(id.IsMissing ? $"leaves {field} to its image" : $"has {field} {id}")}, which may be "
                    + $"an ID of the host's own. Allowed: above {HighestOfHost}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers($"{IsLow("runAsUser")} || {IsLow("runAsGroup")}")
        .Unless($"{CelVariables.IsWindows} || {CelVariables.HasOwnUsers}");

    private static string IsLow(string field) => $"c.?securityContext.?{field}.or(variables.podSecurity.?{field}).orValue(0) <= {HighestOfHost}";
}
