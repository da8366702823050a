namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>Who signed, as far as it is verified.</summary>
internal sealed record SignerProof
{
    public string? KeyFingerprint { get; init; }

    public SignerIdentity? Identity { get; init; }

    public DateTimeOffset? Time { get; init; }

    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();
}
