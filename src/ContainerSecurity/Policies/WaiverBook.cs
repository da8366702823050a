using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>All waivers that may speak of one resource's findings: the policy's, its annotations' and its file's comments'. Every path asks here.</summary>
internal sealed class WaiverBook(Policy policy, Resource resource, CommentWaivers comments, DateTimeOffset now, ICollection<DocumentError> errors, ICollection<Waiver>? used)
{
    private readonly List<Waiver> own = [.. InFileWaivers.OfResource(resource, errors)];
    private readonly HashSet<Waiver> spent = [];

    /// <summary>The reason of the first waiver in force that covers a finding; null where none does.</summary>
    public string? ReasonFor(Finding finding)
    {
        string? reason = null;
        foreach (Waiver waiver in policy.Waivers)
            if (waiver.Covers(finding, resource))
                reason = Spend(waiver, reason);
        foreach (Waiver waiver in own)
            if (waiver.Covers(finding, resource))
                reason = Spend(waiver, reason);
        foreach (Waiver waiver in comments.At(finding.Location))
            if (waiver.Covers(finding, resource))
                reason = Spend(waiver, reason);
        return reason;
    }

    /// <summary>Reports the resource's own waivers that are over, or waive nothing although their rule runs.</summary>
    public void ReportIdle(IReadOnlyList<ActiveRule> rules, List<PolicyFinding> findings, Func<Finding, PolicyFinding> judge)
    {
        foreach (Waiver waiver in own)
            if (waiver.IsExpired(now))
                findings.Add(judge(WaiverFindings.Expired(waiver, resource.Identity)));
            else if (!spent.Contains(waiver) && rules.Any(r => waiver.Names(r.Rule.Descriptor)))
                findings.Add(judge(WaiverFindings.Unused(waiver, resource.Identity)));
    }

    private string? Spend(Waiver waiver, string? reason)
    {
        spent.Add(waiver);
        used?.Add(waiver);
        return reason ?? (waiver.IsExpired(now) ? null : waiver.Reason);
    }
}
