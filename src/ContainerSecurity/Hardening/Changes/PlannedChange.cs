using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening.Changes;

/// <summary>One change of a document, independent of all others of its plan.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Tokens">Where: keys and numbers from the root; <c>-</c> stands for the end of a list.</param>
/// <param name="Value">The value; null for a removal.</param>
/// <param name="Findings">What it mends.</param>
internal sealed record PlannedChange(PatchKind Kind, IReadOnlyList<string> Tokens, PlannedValue? Value, List<PolicyFinding> Findings)
{
    public string Pointer { get; } = DocumentPath.ToPointer(Tokens);

    /// <summary>Where the field or the item stands.</summary>
    public IEnumerable<string> ParentTokens => Tokens.Take(Tokens.Count - 1);

    /// <summary>The key, or the number of the item.</summary>
    public string Last => Tokens[Tokens.Count - 1];

    /// <summary>The same change of a document that holds this one.</summary>
    public PlannedChange Below(IEnumerable<string> prefix) => new(Kind, [.. prefix, .. Tokens], Value, Findings);
}
