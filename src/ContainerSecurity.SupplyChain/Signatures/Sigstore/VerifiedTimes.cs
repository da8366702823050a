namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>The verified times of a signature.</summary>
/// <param name="All">The times.</param>
/// <param name="Sources">How many different logs and authorities say them.</param>
/// <param name="Logs">In how many different logs the signature is.</param>
internal sealed record VerifiedTimes(IReadOnlyList<DateTimeOffset> All, int Sources, int Logs)
{
    public static VerifiedTimes None { get; } = new([], 0, 0);

    public DateTimeOffset? Earliest => All.Count == 0 ? null : All.Min();
}
