using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// All waivers that may speak of one resource's findings: the policy's, its annotations' and its file's comments'.
/// Every path asks here.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="resource">The resource.</param>
/// <param name="comments">Gives the waivers in comments that speak of a place.</param>
/// <param name="now">The present time.</param>
/// <param name="errors">Receives what is wrong with the resource's own waivers.</param>
/// <param name="used">Receives the waivers that cover something; null for nobody.</param>
internal sealed class WaiverBook(
    Policy policy,
    Resource resource,
    Func<DocumentLocation, IReadOnlyList<Waiver>> comments,
    DateTimeOffset now,
    ICollection<DocumentError> errors,
    ICollection<Waiver>? used)
{
    private readonly List<Waiver> own = policy.IgnoresWaiversOfObjects ? [] : [.. InFileWaivers.OfResource(resource, errors)];
    private readonly HashSet<Waiver> spent = [];

    /// <summary>Whether the resource has waivers of its own.</summary>
    public bool HasOwn => own.Count > 0;

    /// <summary>The reason of the first waiver in force that covers a finding; null where none does.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isInSource">Whether it is the resource's own or a comment's, and no waiver of the policy.</param>
    public string? ReasonFor(Finding finding, out bool isInSource)
    {
        IReadOnlyList<Waiver> beside = comments(finding.Location);
        string? ofPolicy = SpendOn(policy.Waivers, finding, null);
        string? reason = SpendOn(beside, finding, SpendOn(own, finding, ofPolicy));
        isInSource = ofPolicy is null && reason is not null;
        return reason ?? (finding.Subject is { Names.Count: > 1 } subject
            ? ReasonTogether(finding, subject, [.. policy.Waivers, .. own, .. beside])
            : null);
    }

    private string? SpendOn(IReadOnlyList<Waiver> waivers, Finding finding, string? reason)
    {
        for (int i = 0; i < waivers.Count; i++)
            if (waivers[i].Covers(finding, resource))
                reason = Spend(waivers[i], reason);
        return reason;
    }

    /// <summary>A finding that stands for several flaws may be waived by several waivers, each of which names some of them.</summary>
    private string? ReasonTogether(Finding finding, FindingSubject subject, Waiver[] all)
    {
        Waiver[] parts = [.. all.Where(w => !w.IsExpired(now) && w.MayCover(finding, resource)
            && w.Vulnerabilities.Intersect(subject.Names, StringComparer.OrdinalIgnoreCase).Any())];
        string? reason = null;
        if (parts.Length > 1 && subject.IsNamedBy(parts.SelectMany(w => w.Vulnerabilities)))
            foreach (Waiver waiver in parts)
                reason = Spend(waiver, reason);
        return reason;
    }

    /// <summary>Finds the resource's own waivers that are over, or waive nothing although their rule runs.</summary>
    /// <param name="rules">The rules that run.</param>
    public IEnumerable<Finding> Idle(IReadOnlyList<ConfiguredRule> rules)
    {
        foreach (Waiver waiver in own)
            if (waiver.IsExpired(now))
                yield return WaiverFindings.Expired(waiver, resource.Identity);
            else if (!spent.Contains(waiver) && rules.Any(r => waiver.Names(r.Rule.Descriptor))
                && (!waiver.NamesFlaws || resource is IHoldsPackages { IsCompared: true }))
                yield return WaiverFindings.Unused(waiver, resource.Identity);
    }

    /// <summary>
    /// The numbers of the resource's own waivers in force that have waived nothing yet and name one of some rules,
    /// which judge later.
    /// </summary>
    public int[] Unspent(IEnumerable<ConfiguredRule> later) =>
        [.. Enumerable.Range(0, own.Count).Where(i => !own[i].IsExpired(now) && !spent.Contains(own[i]) && later.Any(r => own[i].Names(r.Rule.Descriptor)))];

    /// <summary>Leaves some of the resource's own waivers out of those that may be idle.</summary>
    public void Excuse(IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
            spent.Add(own[number]);
    }

    /// <summary>Of some of the resource's own waivers, those that still waive nothing.</summary>
    public IEnumerable<Finding> StillIdle(IEnumerable<int> numbers) =>
        numbers.Where(n => n < own.Count && !spent.Contains(own[n])).Select(n => WaiverFindings.Unused(own[n], resource.Identity));

    private string? Spend(Waiver waiver, string? reason)
    {
        spent.Add(waiver);
        used?.Add(waiver);
        return reason ?? (waiver.IsExpired(now) ? null : waiver.Reason);
    }
}
