using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>
/// A signature with everything to verify it by (Sigstore's protobuf specifications, Bundle 0.1 to 0.3 as JSON).
/// Nothing of it is verified by reading it.
/// </summary>
internal sealed record SigstoreBundle
{
    public required BundleVersion Version { get; init; }

    public required SigningMaterial Material { get; init; }

    /// <summary>The envelope; null where bytes outside of the bundle were signed.</summary>
    public DsseEnvelope? Envelope { get; init; }

    /// <summary>The signature.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The hash that the bundle says was signed, and its algorithm; null where it says none.</summary>
    public (string Algorithm, ReadOnlyMemory<byte> Hash)? MessageDigest { get; init; }

    /// <exception cref="SignatureFormatException">The bytes are no bundle of a known version.</exception>
    public static SigstoreBundle Read(ReadOnlyMemory<byte> json) => BundleReader.Read(json);

    /// <summary>What was signed, where it is bytes outside of the bundle.</summary>
    public SignedContent Content(ReadOnlySpan<byte> artifact) =>
        Envelope is null ? Checked(SignedContent.OfBytes(artifact, Signature)) : SignedContent.OfEnvelope(Envelope, Signature);

    /// <summary>What was signed, where only the SHA-256 of it is known.</summary>
    public SignedContent ContentOfHash(byte[] sha256) =>
        Envelope is null ? Checked(SignedContent.OfDigest(sha256, Signature)) : SignedContent.OfEnvelope(Envelope, Signature);

    private SignedContent Checked(SignedContent content)
    {
        if (MessageDigest is not { } said)
            return content;
        return content.Hash(said.Algorithm) is { } hash && said.Hash.Span.SequenceEqual(hash)
            ? content
            : throw new SignatureRefusedException(RefusalReason.Digest, "The bundle signs something else than was asked about.");
    }
}
