using System.Globalization;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Bodies;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Holds a team's containers within the team's limits.</summary>
internal sealed class LimitCheck(DockerAccessPolicy policy, DockerAccessRequest request)
{
    /// <summary>Why a team may not have what a request asks for; null where it may.</summary>
    /// <param name="owner">The team; null for none.</param>
    /// <param name="current">The container that is changed, whose own use counts already; null for a new one.</param>
    public string? ProblemOf(string? owner, DockerObject? current)
    {
        if (owner is null || policy.TeamOf(owner) is not { } team || team.Limits == DockerLimits.None
            || request.Target.Endpoint.Action is not ("container.create" or "container.update"))
            return null;
        if (request.Usage is not { } usage)
            return $"What team '{owner}' uses is not known, so that its limits cannot be kept.";
        JsonNode resources = current is null ? request.Body!.Root!["HostConfig"]! : request.Body!.Root!;
        long memory = BodyPath.NumberAt(resources, "Memory");
        long cpus = DockerUsage.CpusOf(BodyPath.NumberAt(resources, "NanoCpus"), BodyPath.NumberAt(resources, "CpuQuota"),
            BodyPath.NumberAt(resources, "CpuPeriod"));
        DockerLimits limits = team.Limits;
        return (current is null && limits.Containers is { } containers && usage.Containers >= containers
            ? $"Team '{owner}' has {usage.Containers} of {containers} containers." : null)
            ?? ProblemOf(owner, "memory", "--memory", limits.MemoryBytes, usage.MemoryBytes, memory, current is not null, 1L << 20, "MiB")
            ?? ProblemOf(owner, "processors", "--cpus", limits.NanoCpus, usage.NanoCpus, cpus, current is not null, 1_000_000_000, "processors");
    }

    /// <summary>An update says nothing of what it leaves as it is; what it gives must fit beside all that the team has, its own former share
    /// included.</summary>
    private static string? ProblemOf(string owner, string what, string flag, long? limit, long used, long asked, bool isUpdate, long unit, string unitName)
    {
        if (limit is not { } most)
            return null;
        if (asked < 0 || (asked == 0 && !isUpdate))
            return $"Team '{owner}' has a limit of {what}, so that every container needs one: {flag}.";
        return asked > most - used && asked > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"Team '{owner}' has {(decimal)used / unit:0.##} of {(decimal)most / unit:0.##} {unitName}; {(decimal)asked / unit:0.##} more are too many.")
            : null;
    }
}
