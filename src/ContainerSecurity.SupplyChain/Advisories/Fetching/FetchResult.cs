namespace ContainerSecurity.SupplyChain.Advisories.Fetching;

/// <summary>What came of fetching a file.</summary>
/// <param name="Url">Where it is from, without user, password, query and fragment.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="File">The file; null where it failed before one was named.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record FetchResult(string Url, FetchOutcome Outcome, string? File, string? Error)
{
    /// <summary>What of the file could not be read as advisories, though other parts could.</summary>
    public IReadOnlyList<AdvisoryNote> Notes { get; init; } = [];
}
