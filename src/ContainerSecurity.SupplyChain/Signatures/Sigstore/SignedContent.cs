using System.Security.Cryptography;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>What was signed and the signature's bytes: bytes, bytes of which only the digest is known, or an envelope.</summary>
internal sealed class SignedContent
{
    private readonly byte[]? data;
    private readonly byte[]? sha256;

    private SignedContent(byte[]? data, byte[]? sha256, DsseEnvelope? envelope, ReadOnlyMemory<byte> signature)
    {
        this.data = data;
        this.sha256 = sha256;
        Envelope = envelope;
        Signature = signature;
    }

    /// <summary>The envelope; null where bare bytes were signed.</summary>
    public DsseEnvelope? Envelope { get; }

    /// <summary>The envelope's bytes as they were found; empty where they are not known.</summary>
    public ReadOnlyMemory<byte> RawEnvelope { get; private init; }

    /// <summary>The signature.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    public static SignedContent OfBytes(ReadOnlySpan<byte> data, ReadOnlyMemory<byte> signature) =>
        new(data.ToArray(), null, null, signature);

    public static SignedContent OfDigest(byte[] sha256, ReadOnlyMemory<byte> signature) => new(null, sha256, null, signature);

    /// <summary>The content of an envelope by one of its signatures.</summary>
    public static SignedContent OfEnvelope(DsseEnvelope envelope, ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> raw = default) =>
        new(DsseEnvelope.Encode(envelope.PayloadType, envelope.Payload.Span), null, envelope, signature) { RawEnvelope = raw };

    public bool IsSignedBy(VerificationKey key) =>
        data is not null ? key.Verify(data, Signature.Span) : key.VerifyHash(sha256!, Signature.Span);

    /// <summary>
    /// The hash of what was signed, by the names that logs use; null where the algorithm is not known, or only another
    /// hash is.
    /// </summary>
    public byte[]? Hash(string? algorithm) => algorithm switch
    {
        "sha256" or "SHA2_256" => data is null ? sha256 : SHA256.HashData(data),
        "sha384" or "SHA2_384" => data is null ? null : SHA384.HashData(data),
        "sha512" or "SHA2_512" => data is null ? null : SHA512.HashData(data),
        _ => null,
    };
}
