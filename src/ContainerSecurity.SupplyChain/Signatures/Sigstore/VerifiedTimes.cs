namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>The verified times of a signature, and in how many logs it is.</summary>
internal sealed record VerifiedTimes(IReadOnlyList<DateTimeOffset> All, int Logs)
{
    public static VerifiedTimes None { get; } = new([], 0);

    public DateTimeOffset? Earliest => All.Count == 0 ? null : All.Min();
}
