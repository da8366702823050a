using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Trust;

/// <summary>A key whose signatures count, and when.</summary>
/// <param name="Key">The key.</param>
public sealed record TrustedKey(VerificationKey Key)
{
    /// <summary>From when on its signatures count; null for ever.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Until when its signatures count, inclusive; null for ever.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>
    /// Whether a signature of a time counts. Without a verified time of signing the present must be in the key's time:
    /// whoever got an old key could sign with any date.
    /// </summary>
    internal bool IsValidAt(DateTimeOffset time) => (NotBefore is null || time >= NotBefore) && (NotAfter is null || time <= NotAfter);
}
