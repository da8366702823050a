using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2005: user and group IDs are above 10000, so that they meet none of the host's (CIS Kubernetes 5.7.3).</summary>
internal sealed class RunAsLowUserId() : Rule(new("CSEC2005", "run-as-low-user-id", Severity.Low,
    "User or group ID may be one of the host's",
    "Set 'runAsUser' and 'runAsGroup' to IDs above 10000.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    References = ["CIS Kubernetes 5.7.3"],
}), IJudges<Workload>, ICelRule
{
    private const long HighestOfHost = 10000;
    private static readonly (string Name, Func<SecuritySettings, Field<long>> Of)[] Ids = [("runAsUser", s => s.RunAsUser), ("runAsGroup", s => s.RunAsGroup)];

    /// <summary>What the pod says for all is reported once, whoever inherits it.</summary>
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsWindows || workload.HostUsers.Is(false))
            return;
        foreach ((string name, Func<SecuritySettings, Field<long>> of) in Ids)
            if (IsLow(of(workload.Security)) && workload.Containers.Any(c => of(c.Security).IsMissing))
                Report(of(workload.Security), $"The pod has {name} {of(workload.Security)}", null, context);
        foreach (Container container in workload.Containers)
            Judge(container, workload.Security, context);
    }

    private static void Judge(Container container, SecuritySettings pod, RuleContext context)
    {
        foreach ((string name, Func<SecuritySettings, Field<long>> of) in Ids)
            if (IsLow(of(container.Security)))
                Report(of(container.Security), $"{container} has {name} {of(container.Security)}", container, context);
        (string Name, Field<long> Id)[] absent = [.. Ids.Select(i => (i.Name, i.Of(container.Security).Else(i.Of(pod)))).Where(i => i.Item2.IsMissing)];
        if (absent.Length > 0)
            Report(absent[0].Id, $"{container} leaves {string.Join(" and ", absent.Select(a => a.Name))} to its image", container, context);
    }

    private static void Report(Field<long> id, Message what, Container? container, RuleContext context) => context.ReportUnlessSaid(
        id,
        Message.Of($"{what}, which may be an ID of the host's own. Allowed: above {HighestOfHost}."),
        RunAsRootUser.Of(id, context),
        container: container);

    private static bool IsLow(Field<long> id) => id.Is(i => i <= HighestOfHost);

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers($"{IsLowInCel("runAsUser")} || {IsLowInCel("runAsGroup")}")
        .Unless($"{CelVariables.IsWindows} || {CelVariables.HasOwnUsers}");

    private static string IsLowInCel(string field) => $"c.?securityContext.?{field}.or(variables.podSecurity.?{field}).orValue(0) <= {HighestOfHost}";
}
