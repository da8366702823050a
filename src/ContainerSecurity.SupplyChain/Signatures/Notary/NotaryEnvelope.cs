using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>
/// A signature envelope of the Notary Project, JWS or COSE, as it was read. What it says counts only after
/// <see cref="NotaryVerifier"/> has verified it.
/// </summary>
public sealed class NotaryEnvelope
{
    /// <summary>The longest envelope in bytes: 1 MiB.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The most certificates of a chain: 16.</summary>
    public const int MaxCertificates = 16;

    private readonly SignedHeaders headers;
    private readonly byte[] signedBytes;
    private readonly byte[] signature;

    internal NotaryEnvelope(SignedHeaders headers, UnsignedHeaders unsigned, byte[] payload, byte[] signedBytes, byte[] signature)
    {
        this.headers = headers;
        this.signedBytes = signedBytes;
        this.signature = signature;
        Certificates = [.. unsigned.Certificates.Select(ReadCertificate)];
        TimestampToken = unsigned.TimestampToken is { } token ? token : (ReadOnlyMemory<byte>?)null;
        SigningAgent = unsigned.SigningAgent;
        Payload = payload;
        Target = ReadTarget(payload);
    }

    /// <summary>The algorithm that the header names, such as <c>PS256</c>.</summary>
    public string Algorithm => headers.Algorithm;

    /// <summary>Who vouches for the time.</summary>
    public NotarySigningScheme Scheme => headers.Scheme;

    /// <summary>When the signer says that it was signed. Nobody vouches for it where the scheme is <see cref="NotarySigningScheme.X509"/>.</summary>
    public DateTimeOffset SigningTime => headers.SigningTime;

    /// <summary>When the signature ends; null for never.</summary>
    public DateTimeOffset? Expiry => headers.Expiry;

    /// <summary>The headers that must be understood and are not, such as those of plugins.</summary>
    public IReadOnlyList<string> UnknownCritical => headers.UnknownCritical;

    /// <summary>The plugin that shall verify the signature; null for none. Plugins are never run.</summary>
    public string? VerificationPlugin => headers.VerificationPlugin;

    /// <summary>The certificates, the signer's first.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; }

    /// <summary>The time stamp (RFC 3161) over the signature; null where there is none.</summary>
    public ReadOnlyMemory<byte>? TimestampToken { get; }

    /// <summary>The program that signed, as it names itself; null where it does not. Not signed.</summary>
    public string? SigningAgent { get; }

    /// <summary>The bytes that are signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>What is signed: type, digest, size and annotations of the artifact.</summary>
    public Descriptor Target { get; }

    /// <summary>The bytes of the signature, over which a time stamp is made.</summary>
    internal ReadOnlySpan<byte> Signature => signature;

    /// <summary>Reads an envelope.</summary>
    /// <param name="bytes">The envelope, of at most <see cref="MaxLength"/> bytes.</param>
    /// <param name="mediaType"><see cref="NotaryMediaTypes.Jws"/> or <see cref="NotaryMediaTypes.Cose"/>.</param>
    /// <exception cref="SignatureFormatException">It is none, or not as the specification asks.</exception>
    public static NotaryEnvelope Read(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        if (bytes.Length > MaxLength)
            throw new SignatureFormatException($"The envelope has {bytes.Length} bytes; {MaxLength} are read at most.");
        return mediaType switch
        {
            NotaryMediaTypes.Jws => JwsEnvelopeReader.Read(bytes),
            NotaryMediaTypes.Cose => CoseEnvelopeReader.Read(bytes),
            _ => throw new SignatureFormatException($"'{mediaType}' is no type of an envelope; {NotaryMediaTypes.Jws} and {NotaryMediaTypes.Cose} are."),
        };
    }

    /// <summary>Says why the envelope is not whole: signature, algorithm, chain, as the specification asks; null where it is.</summary>
    /// <remarks>Whom the certificates belong to, whether they are trusted, and all times are not looked at.</remarks>
    internal string? FindFault()
    {
        if (NotaryAlgorithm.Of(Certificates[0]) is not { } algorithm)
            return "The key of the signing certificate is none of RSA 2048, 3072 and 4096 and EC P-256, P-384 and P-521.";
        if (algorithm.Name != Algorithm)
            return $"The header names the algorithm {Algorithm}, but the key of the certificate signs with {algorithm.Name}.";
        if (CertificateChain.FindFault(Certificates, ChainPurpose.CodeSigning) is { } fault)
            return fault;
        return algorithm.Verify(Certificates[0], signedBytes, signature) ? null : "The signature is not one of the key of the certificate over this content.";
    }

    private static X509Certificate2 ReadCertificate(byte[] der)
    {
        try
        {
            X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawData.AsSpan().SequenceEqual(der)
                ? certificate
                : throw new SignatureFormatException("A certificate of the chain is followed by something else.");
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new SignatureFormatException($"A certificate of the chain cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads what is signed: <c>targetArtifact</c>.</summary>
    private static Descriptor ReadTarget(byte[] payload)
    {
        using JsonDocument document = SignatureJson.Read(payload, "The payload");
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("targetArtifact", out JsonElement target) || target.ValueKind != JsonValueKind.Object)
            throw new SignatureFormatException("The payload names no target artifact.");
        if (!StrictJson.TryText(target, "mediaType", out string? type) || !StrictJson.TryText(target, "digest", out string? text)
            || !Digest.TryParse(text!, out Digest? digest)
            || !target.TryGetProperty("size", out JsonElement number) || !number.TryGetInt64(out long size) || size < 0)
            throw new SignatureFormatException("The target artifact of the payload has no media type, digest or size.");
        return new Descriptor(type!, digest!, size)
        {
            Annotations = StrictJson.Texts(target, "annotations"),
            ArtifactType = StrictJson.TryText(target, "artifactType", out string? artifact) ? artifact : null,
        };
    }
}
