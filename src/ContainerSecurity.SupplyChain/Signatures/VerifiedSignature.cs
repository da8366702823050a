using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>A signature of somebody who is trusted, over the image that was asked about.</summary>
public sealed record VerifiedSignature
{
    /// <summary>How it was signed.</summary>
    public required SignatureForm Form { get; init; }

    /// <summary>The digest that was signed: that of the image, or of an index that contains it.</summary>
    public required string Digest { get; init; }

    /// <summary>The key's fingerprint, where a key is trusted; null where the trust is in a certificate.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>Whom the certificate names; null where a key is trusted.</summary>
    public SignerIdentity? Identity { get; init; }

    /// <summary>When it was signed, by a verified time stamp or log; null where nobody vouches for a time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What was stated, where it is an attestation; null where it is a signature.</summary>
    public InTotoStatement? Statement { get; init; }

    /// <summary>Where it was found.</summary>
    public required string Location { get; init; }

    /// <summary>What was claimed and signed but not verified further, such as the payload's <c>docker-reference</c>.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();
}
