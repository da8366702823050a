using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>An algorithm of the Notary Project: the key fixes it, and the header only repeats it (signature specification, algorithm selection).</summary>
internal sealed class NotaryAlgorithm
{
    private static readonly NotaryAlgorithm[] All =
    [
        new("PS256", -37, HashAlgorithmName.SHA256, 2048, null),
        new("PS384", -38, HashAlgorithmName.SHA384, 3072, null),
        new("PS512", -39, HashAlgorithmName.SHA512, 4096, null),
        new("ES256", -7, HashAlgorithmName.SHA256, 256, "1.2.840.10045.3.1.7"),
        new("ES384", -35, HashAlgorithmName.SHA384, 384, "1.3.132.0.34"),
        new("ES512", -36, HashAlgorithmName.SHA512, 521, "1.3.132.0.35"),
    ];

    private readonly int cose;
    private readonly HashAlgorithmName hash;
    private readonly int keySize;
    private readonly string? curve;

    private NotaryAlgorithm(string name, int cose, HashAlgorithmName hash, int keySize, string? curve)
    {
        Name = name;
        this.cose = cose;
        this.hash = hash;
        this.keySize = keySize;
        this.curve = curve;
    }

    /// <summary>The name in JWS (RFC 7518).</summary>
    public string Name { get; }

    public static bool IsKnown(string name) => Array.Exists(All, a => a.Name == name);

    /// <summary>The name of an algorithm that COSE writes as a number (RFC 9053); null for another.</summary>
    public static string? NameOf(long cose) => Array.Find(All, a => a.cose == cose)?.Name;

    /// <summary>The algorithm that a certificate's key signs with; null where it may not sign.</summary>
    public static NotaryAlgorithm? Of(X509Certificate2 certificate)
    {
        try
        {
            using RSA? rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
                return Array.Find(All, a => a.curve is null && a.keySize == rsa.KeySize);
            using ECDsa? ec = certificate.GetECDsaPublicKey();
            if (ec is null)
                return null;
            string? named = ec.ExportParameters(false).Curve.Oid.Value;
            return Array.Find(All, a => a.curve == named && named is not null);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Returns whether a signature is the key's over the data.</summary>
    public bool Verify(X509Certificate2 certificate, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (curve is null)
            {
                using RSA? rsa = certificate.GetRSAPublicKey();
                return rsa?.VerifyData(data, signature, hash, RSASignaturePadding.Pss) == true;
            }
            using ECDsa? ec = certificate.GetECDsaPublicKey();
            return ec?.VerifyData(data, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
