using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>
/// CSEC2005: user and group IDs are above 10000, so that they meet none of the host's (CIS Kubernetes 5.6.3), or in the
/// ranges that the policy gives.
/// </summary>
internal sealed class RunAsLowUserId() : Rule(new("CSEC2005", "run-as-low-user-id", Severity.Low,
    "User or group ID may be one of the host's",
    "Set 'runAsUser' and 'runAsGroup' to IDs above 10000, or to those that the policy allows.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    Parameters = [UserRanges, GroupRanges, FsGroupRanges, SupplementalGroupRanges],
    References = ["CIS Kubernetes 5.6.3"],
}), IJudges<Workload>, IJudges<Container>, ICelRule
{
    private const long HighestOfHost = 10000;

    private static readonly RuleParameter<IReadOnlyList<NumberRange>> UserRanges = RangesOf("runAsUser",
        "The user IDs that containers may have, instead of those above 10000; one that is not set is none of them.");

    private static readonly RuleParameter<IReadOnlyList<NumberRange>> GroupRanges = RangesOf("runAsGroup",
        "The primary group IDs that containers may have, instead of those above 10000; one that is not set is none of them.");

    private static readonly RuleParameter<IReadOnlyList<NumberRange>> FsGroupRanges = RangesOf("fsGroup",
        "The groups that volumes may be given; every one where none is named.");

    private static readonly RuleParameter<IReadOnlyList<NumberRange>> SupplementalGroupRanges = RangesOf("supplementalGroups",
        "The further groups that containers may be in; every one where none is named.");

    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsWindows)
            return;
        JudgeGroup(workload.FsGroup, "fsGroup", context.Parameters.Get(FsGroupRanges), context);
        foreach (Field<long> group in workload.SupplementalGroups.Items)
            JudgeGroup(group, "supplementalGroups", context.Parameters.Get(SupplementalGroupRanges), context);
    }

    public void Judge(Container container, RuleContext context)
    {
        if (context.Within<Workload>() is not { IsWindows: false } workload)
            return;
        Judge(container.Security.RunAsUser.Else(workload.Security.RunAsUser), "runAsUser", context.Parameters.Get(UserRanges), container, workload, context);
        Judge(container.Security.RunAsGroup.Else(workload.Security.RunAsGroup), "runAsGroup", context.Parameters.Get(GroupRanges), container, workload, context);
    }

    /// <summary>IDs of a user namespace are none of the host's; what the policy asks for it asks for there too.</summary>
    private static void Judge(
        Field<long> id, string field, IReadOnlyList<NumberRange> ranges, Container container, Workload workload, RuleContext context)
    {
        if (ranges.Count == 0 && !workload.HostUsers.Is(false) && (id.IsMissing || id.Is(i => i <= HighestOfHost)))
            context.Report(
                id,
                $"{container} {(id.IsMissing ? $"leaves {field} to its image" : $"has {field} {id}")}, which may be "
                    + $"an ID of the host's own. Allowed: above {HighestOfHost}.");
        else if (ranges.Count > 0 && (id.IsMissing || id.Is(i => !ranges.Any(r => r.Holds(i)))))
            context.Report(
                id,
                $"{container} {(id.IsMissing ? $"leaves {field} to its image" : $"has {field} {id}")}. "
                    + $"Allowed: {string.Join(", ", ranges)}.");
    }

    private static void JudgeGroup(Field<long> id, string field, IReadOnlyList<NumberRange> ranges, RuleContext context)
    {
        if (ranges.Count > 0 && id.Is(i => !ranges.Any(r => r.Holds(i))))
            context.Report(id, $"The pod's {field} has the group {id}. Allowed: {string.Join(", ", ranges)}.");
    }

    CelCheck ICelRule.InCel(CelContext context)
    {
        CelCheck check = CelCheck.Containers(
            $"{IsWrong("runAsUser", context.Parameters.Get(UserRanges))} || {IsWrong("runAsGroup", context.Parameters.Get(GroupRanges))}");
        if (context.Parameters.Get(FsGroupRanges) is { Count: > 0 } groups)
            check = check.AndPod($"variables.podSecurity.?fsGroup.optMap(g, !{NumberRange.HoldInCel(groups, "g")}).orValue(false)");
        if (context.Parameters.Get(SupplementalGroupRanges) is { Count: > 0 } further)
            check = check.AndPod($"variables.podSecurity.?supplementalGroups.orValue([]).exists(g, !{NumberRange.HoldInCel(further, "g")})");
        return check.Unless(CelVariables.IsWindows);
    }

    private static string IsWrong(string field, IReadOnlyList<NumberRange> ranges)
    {
        string id = $"c.?securityContext.?{field}.or(variables.podSecurity.?{field})";
        return ranges.Count > 0 ? $"!{id}.optMap(i, {NumberRange.HoldInCel(ranges, "i")}).orValue(false)"
            : $"({id}.orValue(0) <= {HighestOfHost} && !({CelVariables.HasOwnUsers}))";
    }

    private static RuleParameter<IReadOnlyList<NumberRange>> RangesOf(string field, string description) =>
        RuleParameter.Ranges(field + "Ranges", description, minimum: 0, maximum: int.MaxValue);
}
