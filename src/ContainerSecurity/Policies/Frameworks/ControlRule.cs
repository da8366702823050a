using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Frameworks;

/// <summary>A rule by which a control is judged.</summary>
/// <param name="RuleId">The rule's ID.</param>
/// <param name="Section">The section of a standard of a rule that judges several, whose findings count; null where all findings do.</param>
/// <param name="IsEssential">Whether a control cannot pass without a verdict of this rule.</param>
public sealed record ControlRule(string RuleId, string? Section = null, bool IsEssential = false)
{
    internal bool Counts(Finding finding) => finding.Rule.Id == RuleId && (Section is null || finding.References.Contains(Section));

    internal bool WasJudged(JudgedSection judged) => judged.RuleId == RuleId && (Section is null || judged.Section is null || judged.Section == Section);
}
