using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>
/// A public key that checks signatures: ECDSA on P-256, P-384 and P-521, RSA of 2048 to 16384 bits, Ed25519.
/// </summary>
/// <remarks>
/// A key is held in one canonical encoding, so that two encodings of one key are one key wherever keys are counted.
/// Instances are immutable and may be used by several threads.
/// </remarks>
public sealed class VerificationKey : IEquatable<VerificationKey>
{
    /// <summary>How many characters a PEM text has at most.</summary>
    public const int MaxPemLength = 64 * 1024;

    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 16384;

    private readonly byte[] spki;

    private VerificationKey(KeyAlgorithm algorithm, byte[] spki)
    {
        Algorithm = algorithm;
        this.spki = spki;
        Fingerprint = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(spki))}";
    }

    /// <summary>The kind of key.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>The name of the key: <c>sha256:</c> and the lower-case hexadecimal SHA-256 of <see cref="Der"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>The key as SubjectPublicKeyInfo in DER (RFC 5280, 4.1).</summary>
    public ReadOnlyMemory<byte> Der => spki;

    /// <summary>Reads a key from PEM: <c>PUBLIC KEY</c>, <c>RSA PUBLIC KEY</c> or <c>CERTIFICATE</c>, exactly one of them.</summary>
    /// <param name="pem">The text, at most <see cref="MaxPemLength"/> characters.</param>
    /// <exception cref="KeyFormatException">The text is no such key.</exception>
    public static VerificationKey Parse(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        (string label, byte[] der) = PemText.ReadOne(pem, MaxPemLength);
        return label switch
        {
            "PUBLIC KEY" => FromDer(der),
            "RSA PUBLIC KEY" => FromPkcs1(der),
            "CERTIFICATE" => FromCertificate(der),
            _ when label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) =>
                throw new KeyFormatException("This is a private key. Give the public key that belongs to it."),
            _ => throw new KeyFormatException(
                $"The PEM text is a '{Shown(label)}'. A 'PUBLIC KEY', 'RSA PUBLIC KEY' or 'CERTIFICATE' is expected."),
        };
    }

    /// <summary>Reads a key from a SubjectPublicKeyInfo in DER.</summary>
    /// <exception cref="KeyFormatException">The bytes are no such key, or bytes follow it.</exception>
    public static VerificationKey FromDer(ReadOnlyMemory<byte> spki)
    {
        string algorithm = AlgorithmOf(spki, out byte[] bits);
        return algorithm switch
        {
            KeyOids.Rsa => Rsa(key => key.ImportSubjectPublicKeyInfo(spki.Span, out _), spki.Length),
            KeyOids.EllipticCurve => Curve(spki.Span),
            KeyOids.Ed25519 => Edwards(bits),
            _ => throw new KeyFormatException(
                $"Keys of the algorithm {algorithm} are not known; ECDSA (P-256, P-384, P-521), RSA and Ed25519 are."),
        };
    }

    /// <summary>The key of a certificate. Nothing else of the certificate is looked at.</summary>
    /// <exception cref="KeyFormatException">The certificate's key is of an unknown kind or too short.</exception>
    public static VerificationKey FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return FromDer(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>
    /// Whether a signature over data is one of this key. ECDSA signatures may be DER or r||s (IEEE P1363). What is no
    /// signature at all is false, too.
    /// </summary>
    /// <param name="data">The signed bytes.</param>
    /// <param name="signature">The signature's bytes.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return Algorithm switch
            {
                KeyAlgorithm.Rsa => KeyMathematics.VerifyRsa(spki, data, signature),
                KeyAlgorithm.Ed25519 => EdwardsSignature.Verify(RawEdwards, data, signature),
                _ => KeyMathematics.VerifyCurve(spki, Algorithm, data, signature),
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The key as PEM, <c>PUBLIC KEY</c>, with a line end.</summary>
    public string ExportPem() => PemEncoding.WriteString("PUBLIC KEY", spki) + "\n";

    /// <inheritdoc/>
    public bool Equals(VerificationKey? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerificationKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm} {Fingerprint}";

    internal static VerificationKey FromEdwards(ReadOnlySpan<byte> raw) =>
        new(KeyAlgorithm.Ed25519, [.. EdwardsSignature.SpkiPrefix, .. raw]);

    internal static VerificationKey FromPkcs1(byte[] der) => Rsa(key => key.ImportRSAPublicKey(der, out _), der.Length);

    /// <summary>
    /// Whether a signature is one over data of which only the SHA-256 is known. Ed25519 signs the data itself and is
    /// false.
    /// </summary>
    internal bool VerifyHash(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        try
        {
            return Algorithm != KeyAlgorithm.Ed25519 && KeyMathematics.VerifyHash(spki, Algorithm, sha256, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal ReadOnlySpan<byte> RawEdwards => spki.AsSpan(EdwardsSignature.SpkiPrefix.Length);

    private static VerificationKey FromCertificate(byte[] der)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return FromCertificate(certificate);
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The PEM text holds no valid certificate.", e);
        }
    }

    private static string AlgorithmOf(ReadOnlyMemory<byte> spki, out byte[] bits)
    {
        try
        {
            var outer = new AsnReader(spki, AsnEncodingRules.DER);
            AsnReader info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            string oid = info.ReadSequence().ReadObjectIdentifier();
            bits = info.ReadBitString(out int unused);
            info.ThrowIfNotEmpty();
            return unused == 0 ? oid : throw new KeyFormatException("The bits of the public key are no whole bytes.");
        }
        catch (AsnContentException e)
        {
            throw new KeyFormatException("The bytes are no public key (SubjectPublicKeyInfo in DER).", e);
        }
    }

    private static VerificationKey Rsa(Action<RSA> import, int length)
    {
        if (length > MaxRsaBits / 4)
            throw new KeyFormatException($"The RSA key is longer than {MaxRsaBits} bits.");
        using var key = RSA.Create();
        try
        {
            import(key);
        }
        catch (CryptographicException e)
        {
            throw new KeyFormatException("The bytes are no RSA public key.", e);
        }
        return key.KeySize is >= MinRsaBits and <= MaxRsaBits
            ? new VerificationKey(KeyAlgorithm.Rsa, key.ExportSubjectPublicKeyInfo())
            : throw new KeyFormatException($"The RSA key has {key.KeySize} bits; {MinRsaBits} to {MaxRsaBits} are accepted.");
    }

    private static VerificationKey Curve(ReadOnlySpan<byte> spki)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return new VerificationKey(KeyMathematics.CurveOf(key), key.ExportSubjectPublicKeyInfo());
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            throw new KeyFormatException("The bytes are no public key on one of the curves P-256, P-384 and P-521.", e);
        }
    }

    private static VerificationKey Edwards(byte[] raw) =>
        EdwardsSignature.IsKey(raw) ? FromEdwards(raw) : throw new KeyFormatException("The bytes are no Ed25519 public key.");

    private static string Shown(string label) => label.Length <= 40 ? label : label[..40] + "…";
}
