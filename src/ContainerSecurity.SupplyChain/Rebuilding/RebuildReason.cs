namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>Why an image has to be built again, and from where on.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Message">The reason as a sentence that says what to do.</param>
/// <param name="FromLayer">The lowest layer that has to be made anew, counted from 1.</param>
public sealed record RebuildReason(RebuildReasonKind Kind, string Message, int FromLayer)
{
    /// <summary>The identifiers of the flaws that building again mends, each once.</summary>
    public IReadOnlyList<string> Vulnerabilities { get; init; } = [];
}
