using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>What a policy says about one source or one set of resources.</summary>
/// <param name="Source">The path of the source; empty for a set in memory.</param>
/// <param name="Resources">How many resources were judged.</param>
/// <param name="Findings">All findings, waived ones too, by file, line, column and rule.</param>
/// <param name="Errors">What could not be read.</param>
public sealed record Decision(string Source, int Resources, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>Whether nothing active is to be denied.</summary>
    public bool IsAllowed => !Findings.Any(f => f.IsActive && f.Enforcement == Enforcement.Deny);

    /// <summary>Why the source was passed over: it was come upon in a search and does not begin as anything that is judged. Null where it was judged.</summary>
    public string? Skipped { get; init; }

    /// <summary>The findings that a waiver covers.</summary>
    public IEnumerable<PolicyFinding> Waived => Findings.Where(f => f.Waived is not null);
}
