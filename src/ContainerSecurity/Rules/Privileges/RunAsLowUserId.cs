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
}), IJudges<Workload>, ICelRule
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

    private static readonly (string Name, RuleParameter<IReadOnlyList<NumberRange>> Ranges, Func<SecuritySettings, Field<long>> Of)[] Ids =
    [
        ("runAsUser", UserRanges, s => s.RunAsUser), ("runAsGroup", GroupRanges, s => s.RunAsGroup),
    ];

    /// <summary>What the pod says for all is reported once, whoever inherits it.</summary>
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.IsWindows)
            return;
        foreach ((string name, RuleParameter<IReadOnlyList<NumberRange>> parameter, Func<SecuritySettings, Field<long>> of) in Ids)
            if (IsJudged(workload, context.Parameters.Get(parameter))
                && IsWrong(of(workload.Security), context.Parameters.Get(parameter))
                && workload.Containers.Any(c => of(c.Security).IsMissing))
                Report(of(workload.Security), $"The pod has {name} {of(workload.Security)}", context.Parameters.Get(parameter), null, context);
        foreach (Container container in workload.Containers)
            Judge(container, workload, context);
        JudgeGroup(workload.FsGroup, "fsGroup", context.Parameters.Get(FsGroupRanges), context);
        foreach (Field<long> group in workload.SupplementalGroups.Items)
            JudgeGroup(group, "supplementalGroups", context.Parameters.Get(SupplementalGroupRanges), context);
    }

    private static void Judge(Container container, Workload workload, RuleContext context)
    {
        List<(string Name, Field<long> Id, IReadOnlyList<NumberRange> Ranges)>? absent = null;
        foreach ((string name, RuleParameter<IReadOnlyList<NumberRange>> parameter, Func<SecuritySettings, Field<long>> of) in Ids)
        {
            IReadOnlyList<NumberRange> ranges = context.Parameters.Get(parameter);
            if (!IsJudged(workload, ranges))
                continue;
            Field<long> id = of(container.Security).Else(of(workload.Security));
            if (id.IsMissing)
                (absent ??= new(Ids.Length)).Add((name, id, ranges));
            else if (IsWrong(of(container.Security), ranges))
                Report(id, $"{container} has {name} {id}", ranges, container, context);
        }
        if (absent is null)
            return;
        if (absent is [var (user, id1, allowed), (var group, _, { Count: 0 })] && allowed.Count == 0)
            Report(id1, $"{container} leaves {string.Concat(user, " and ", group)} to its image", allowed, container, context);
        else
            foreach (IGrouping<string, (string Name, Field<long> Id, IReadOnlyList<NumberRange> Ranges)> same in absent.GroupBy(a => AllowedBy(a.Ranges)))
                Report(
                    same.First().Id, $"{container} leaves {string.Join(" and ", same.Select(a => a.Name))} to its image", same.First().Ranges, container, context);
    }

    /// <summary>IDs of a user namespace are none of the host's; what the policy asks for it asks for there too.</summary>
    private static bool IsJudged(Workload workload, IReadOnlyList<NumberRange> ranges) => ranges.Count > 0 || !workload.HostUsers.Is(false);

    private static bool IsWrong(Field<long> id, IReadOnlyList<NumberRange> ranges) =>
        id.Is(i => ranges.Count == 0 ? i <= HighestOfHost : !ranges.Any(r => r.Holds(i)));

    private static string AllowedBy(IReadOnlyList<NumberRange> ranges) => ranges.Count == 0 ? $"above {HighestOfHost}" : string.Join(", ", ranges);

    private static void Report(Field<long> id, Message what, IReadOnlyList<NumberRange> ranges, Container? container, RuleContext context) =>
        context.ReportUnlessSaid(
            id,
            ranges.Count == 0
                ? Message.Of($"{what}, which may be an ID of the host's own. Allowed: above {HighestOfHost}.")
                : Message.Of($"{what}. Allowed: {AllowedBy(ranges)}."),
            RunAsRootUser.Of(id, context),
            container: container);

    private static void JudgeGroup(Field<long> id, string field, IReadOnlyList<NumberRange> ranges, RuleContext context)
    {
        if (ranges.Count > 0 && id.Is(i => !ranges.Any(r => r.Holds(i))))
            context.Report(id, $"The pod's {field} has the group {id}. Allowed: {string.Join(", ", ranges)}.");
    }

    CelCheck ICelRule.InCel(CelContext context)
    {
        CelCheck check = CelCheck.Containers(
            $"{IsWrongInCel("runAsUser", context.Parameters.Get(UserRanges))} || {IsWrongInCel("runAsGroup", context.Parameters.Get(GroupRanges))}");
        if (context.Parameters.Get(FsGroupRanges) is { Count: > 0 } groups)
            check = check.AndPod($"variables.podSecurity.?fsGroup.optMap(g, !{NumberRange.HoldInCel(groups, "g")}).orValue(false)");
        if (context.Parameters.Get(SupplementalGroupRanges) is { Count: > 0 } further)
            check = check.AndPod($"variables.podSecurity.?supplementalGroups.orValue([]).exists(g, !{NumberRange.HoldInCel(further, "g")})");
        return check.Unless(CelVariables.IsWindows);
    }

    private static string IsWrongInCel(string field, IReadOnlyList<NumberRange> ranges)
    {
        string id = $"c.?securityContext.?{field}.or(variables.podSecurity.?{field})";
        return ranges.Count > 0 ? $"!{id}.optMap(i, {NumberRange.HoldInCel(ranges, "i")}).orValue(false)"
            : $"({id}.orValue(0) <= {HighestOfHost} && !({CelVariables.HasOwnUsers}))";
    }

    private static RuleParameter<IReadOnlyList<NumberRange>> RangesOf(string field, string description) =>
        RuleParameter.Ranges(field + "Ranges", description, minimum: 0, maximum: int.MaxValue);
}
