using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <content>The waivers of resources, and those that are idle.</content>
internal sealed partial class Evaluation
{
    private void ReportIdle(WaiverBook? waivers, KeptResource? kept)
    {
        if (waivers is null)
            return;
        if (kept is { IsJudged: true } && waivers.HasOwn && waivers.Unspent([.. Keeper!.Comparing.All, .. kept.WholeRules ?? []]) is { Length: > 0 } later)
        {
            kept.IdleWaivers = later;
            waivers.Excuse(later);
        }
        judged.AddRange(waivers.Idle(engine.RuleIndex.All).Select(Judge));
    }

    /// <summary>Reports the waivers in comments that are over or waive nothing. What is not read whole may hold what they waive.</summary>
    private void ReportIdleComments(IReadOnlyList<Resource> resources)
    {
        if (IsPart || comments.IsEmpty)
            return;
        foreach (IdleComment idle in IdleComment.Of(comments, resources, spent, context.Now))
            if (idle.IsExpired)
                judged.Add(Judge(WaiverFindings.Expired(idle.Waiver, idle.Resource.Identity)));
            else if (isWhole && IsSelected(idle.Resource) && idle.NamesOneOf(engine.RuleIndex) && !idle.Await(Kept, Keeper))
                judged.Add(Judge(WaiverFindings.Unused(idle.Waiver, idle.Resource.Identity)));
    }

    private void Try(IReadOnlyList<Resource> resources, Action<IReadOnlyList<Resource>> report)
    {
        if (resources.Count > 0)
            Try(resources[0], "The search for idle waivers", () => report(resources));
    }

    /// <summary>A finding about a waiver.</summary>
    private PolicyFinding Judge(Finding finding) => WaiverFindings.Judge(finding, policy, options);

    /// <summary>The waivers of a resource; null where they could not be read, and then none counts.</summary>
    private WaiverBook? OpenWaivers(Resource resource)
    {
        WaiverBook? waivers = null;
        Try(resource, "The reading of waivers", () =>
        {
            comments.Enter(resource);
            waivers = new WaiverBook(policy, resource, comments.At, context.Now, errors, spent);
        });
        return waivers;
    }

    private (string? Reason, bool IsInSource) ReasonFor(Finding finding, Resource resource, WaiverBook? waivers)
    {
        if (waivers is null)
            return default;
        try
        {
            return (waivers.ReasonFor(finding, out bool isInSource), isInSource);
        }
#pragma warning disable CA1031 // One resource's fault is no other's.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(resource, "The search for waivers", e));
            return default;
        }
    }
}
