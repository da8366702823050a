using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ContainerSecurity.SupplyChain.Signatures.Keys;

/// <summary>A private key that signs. Its secret is wiped when it is disposed of, and never shown.</summary>
public sealed class SigningKey : IDisposable
{
    private const int GeneratedRsaBits = 3072;

    private readonly byte[] pkcs8;
    private bool disposed;

    internal SigningKey(byte[] pkcs8)
    {
        this.pkcs8 = pkcs8;
        PublicKey = PrivateKeyContent.PublicKeyOf(pkcs8);
    }

    /// <summary>The public key that belongs to this one.</summary>
    public VerificationKey PublicKey { get; }

    /// <summary>
    /// Reads a key from PEM: PKCS#8 (<c>PRIVATE KEY</c>), encrypted PKCS#8, <c>EC PRIVATE KEY</c> (SEC 1),
    /// <c>RSA PRIVATE KEY</c>, and cosign's own encrypted form (<c>ENCRYPTED SIGSTORE PRIVATE KEY</c>,
    /// <c>ENCRYPTED COSIGN PRIVATE KEY</c>: scrypt and NaCl's secretbox).
    /// </summary>
    /// <param name="pem">The text, at most <see cref="VerificationKey.MaxPemLength"/> characters.</param>
    /// <param name="password">The password of an encrypted key; null where there is none.</param>
    /// <exception cref="KeyFormatException">The text is no such key, or the password is missing or wrong.</exception>
    public static SigningKey Parse(string pem, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        (string label, byte[] content) = PemText.ReadOne(pem, VerificationKey.MaxPemLength);
        return new SigningKey(PrivateKeyContent.Read(label, content, password));
    }

    /// <summary>Makes a new key; an RSA key has 3072 bits.</summary>
    public static SigningKey Generate(KeyAlgorithm algorithm)
    {
        switch (algorithm)
        {
            case KeyAlgorithm.Rsa:
                using (var key = RSA.Create(GeneratedRsaBits))
                    return new SigningKey(key.ExportPkcs8PrivateKey());
            case KeyAlgorithm.Ed25519:
                return new SigningKey(PrivateKeyContent.OfEdwards(EdwardsSignature.Generate()));
            default:
                using (var key = ECDsa.Create(CurveOf(algorithm)))
                    return new SigningKey(key.ExportPkcs8PrivateKey());
        }
    }

    /// <summary>
    /// Signs data: ECDSA in DER and RSA in PKCS#1 v1.5, both with SHA-256 as cosign expects, or Ed25519.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        switch (PublicKey.Algorithm)
        {
            case KeyAlgorithm.Rsa:
                using (var key = RSA.Create())
                {
                    key.ImportPkcs8PrivateKey(pkcs8, out _);
                    return key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }
            case KeyAlgorithm.Ed25519:
                return EdwardsSignature.Sign(PrivateKeyContent.EdwardsSeed(Pkcs8PrivateKeyInfo.Decode(pkcs8, out _, skipCopy: true)), data);
            default:
                using (var key = ECDsa.Create())
                {
                    key.ImportPkcs8PrivateKey(pkcs8, out _);
                    return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                }
        }
    }

    /// <summary>The key as PEM, PKCS#8 without encryption, with a line end.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public string ExportPem()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return PemEncoding.WriteString("PRIVATE KEY", pkcs8) + "\n";
    }

    /// <summary>The public key as PEM, with a line end.</summary>
    public string ExportPublicPem() => PublicKey.ExportPem();

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(pkcs8);
    }

    /// <summary>The kind and name of the key, never its secret.</summary>
    public override string ToString() => PublicKey.ToString();

    private static ECCurve CurveOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => ECCurve.NamedCurves.nistP256,
        KeyAlgorithm.EcdsaP384 => ECCurve.NamedCurves.nistP384,
        KeyAlgorithm.EcdsaP521 => ECCurve.NamedCurves.nistP521,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "The algorithm is not known."),
    };
}
