using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Admission.Mutations;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>What a policy says about one source or one set of resources.</summary>
/// <param name="Source">The path of the source; empty for a set in memory.</param>
/// <param name="Resources">How many resources were judged.</param>
/// <param name="Findings">All findings, waived ones too, by file, line, column and rule.</param>
/// <param name="Errors">What could not be read, and the faults of rules and of the program.</param>
public sealed record Decision(string Source, int Resources, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>
    /// Active findings that are not reported because another one, here or in another source, says the same fact and
    /// more: of a role what its binding says, of a privileged container what follows from that. The stronger one names
    /// their rules in <see cref="PolicyFinding.Covers"/> where it is about the same resource. They come back once it is
    /// waived, known, off, excluded or made milder than they are, so a baseline holds them too.
    /// </summary>
    public IReadOnlyList<PolicyFinding> Folded { get; init; } = [];

    /// <summary>The findings with those that others say.</summary>
    internal IEnumerable<PolicyFinding> WithFolded => Findings.Concat(Folded);

    /// <summary>The policies and rules that have no verdict, with the reason of each.</summary>
    public IReadOnlyList<NotEvaluated> NotEvaluated { get; init; } = [];

    /// <summary>What people should know of how the source was read, such as that it is a patch and not whole. It denies nothing.</summary>
    public IReadOnlyList<DocumentNote> Notes { get; init; } = [];

    /// <summary>Whether what was not evaluated is allowed all the same: see <see cref="PolicyEngineOptions.AllowNotEvaluated"/>.</summary>
    public bool AllowsNotEvaluated { get; init; }

    /// <summary>What each of the cluster's own policies says, for a decision on an <see cref="EvaluationRequest"/>; empty for a scan.</summary>
    public IReadOnlyList<AdmissionResult> Verdicts { get; init; } = [];

    /// <summary>What the cluster's own mutating policies would make of the one resource of a request; null where there are none.</summary>
    public MutationPreview? Mutations { get; init; }

    /// <summary>Whether the decision adds to an earlier one on the same source what could be said only when all sources had been read.</summary>
    public bool IsAddition { get; init; }

    /// <summary>What rules judged, for an assessment by a framework; empty where the engine judges by none.</summary>
    internal IReadOnlyCollection<JudgedSection> Judged { get; init; } = [];

    /// <summary>Whether the source is one of many, and so may hold nothing to judge.</summary>
    internal bool IsOfMany { get; init; }

    /// <summary>Whether all was read, judged and evaluated, and nothing denies.</summary>
    public bool IsAllowed => Errors.Count == 0 && !LacksVerdict && !LacksResources && !Denying.Any();

    /// <summary>The findings that deny: active ones whose enforcement is deny.</summary>
    public IEnumerable<PolicyFinding> Denying => Findings.Where(f => f.Denies);

    /// <summary>
    /// Why the source was passed over: it was come upon in a search and does not begin as anything that is judged.
    /// Null where it was judged.
    /// </summary>
    public string? Skipped { get; init; }

    /// <summary>Why the source was passed over, as reports count it.</summary>
    public PassedOverKind SkippedKind { get; init; }

    /// <summary>Whether the source is a text that no format reads, searched for secrets alone.</summary>
    public bool IsSearched { get; init; }

    /// <summary>Whether the decision is counted, and written only where it says something: one on a file of many that a history holds.</summary>
    internal bool IsOfHistory { get; init; }

    /// <summary>The findings that a waiver covers.</summary>
    public IEnumerable<PolicyFinding> Waived => Findings.Where(f => f.Waived is not null);

    /// <summary>What was not evaluated in the form of findings, as reports write it beside them.</summary>
    internal IEnumerable<PolicyFinding> Gaps => NotEvaluated.Select(n => AllowsNotEvaluated
        ? new PolicyFinding(n.ToFinding(), Severity.Medium, Enforcement.Warn, null, false)
        : new PolicyFinding(n.ToFinding(), Rules.NotEvaluated.Descriptor.Severity, Enforcement.Deny, null, false));

    /// <summary>Why the decision is as it is, as a sentence.</summary>
    public string Reason =>
        Errors.FirstOrDefault(e => e.IsFault) is { } fault ? $"Not allowed, because of a fault: {fault.Message}"
        : Errors.Count > 0 ? $"Not allowed, because not all could be read: {Errors[0]}"
        : Denying.FirstOrDefault() is { } first
            ? $"Not allowed: {Counted.Of(Denying.Count(), "finding")} {(Denying.Skip(1).Any() ? "deny, the first is" : "denies,")} "
                + $"{first.Finding.Rule.Id}: {first.Finding.Message}"
        : LacksVerdict ? $"Not allowed, because not all was evaluated: {NotEvaluated[0].Message}"
        : LacksResources ? "Not allowed, because there is nothing to judge."
        : "Allowed: nothing denies.";

    /// <summary>Requires that the decision allows.</summary>
    /// <returns>The decision.</returns>
    /// <exception cref="NotAllowedException">It does not; the message says each thing that keeps it from allowing, with place and remedy.</exception>
    public Decision EnsureAllowed() => IsAllowed ? this : throw new NotAllowedException(this);

    /// <summary>The source and the reason; where the decision does not allow, a line for each thing that keeps it from allowing.</summary>
    public override string ToString() => DecisionText.Of(this);

    private bool LacksVerdict => NotEvaluated.Count > 0 && !AllowsNotEvaluated;

    private bool LacksResources => Resources == 0 && !IsOfMany;

    /// <summary>The decision with what a source says beside its resources: notes, and what of it was not read.</summary>
    internal Decision With(SourceContent content) => this with
    {
        Notes = content.Notes,
        NotEvaluated = content.Unread.Count == 0 ? NotEvaluated : [.. NotEvaluated, .. content.Unread.Select(Rules.NotEvaluated.Of)],
    };
}
