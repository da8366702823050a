namespace ContainerSecurity.Policies;

/// <summary>What came of one source of a scan.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Kept">What is kept for rules that compare.</param>
/// <param name="Used">The waivers that cover something.</param>
internal sealed record SourceOutcome(Decision Decision, List<KeptResource> Kept, IReadOnlyList<Waiver> Used);
