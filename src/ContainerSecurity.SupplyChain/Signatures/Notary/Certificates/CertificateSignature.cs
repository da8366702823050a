using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

/// <summary>
/// The signature of a certificate (RFC 5280, section 4.1), compared with one issuer's key. Nothing else of the
/// certificates is looked at: the specification asks that other extensions are not evaluated.
/// </summary>
internal static class CertificateSignature
{
    private const string Pss = "1.2.840.113549.1.1.10";

    private static readonly Dictionary<string, HashAlgorithmName> RsaHashes = new()
    {
        ["1.2.840.113549.1.1.11"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.1.1.12"] = HashAlgorithmName.SHA384,
        ["1.2.840.113549.1.1.13"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, HashAlgorithmName> EcHashes = new()
    {
        ["1.2.840.10045.4.3.2"] = HashAlgorithmName.SHA256,
        ["1.2.840.10045.4.3.3"] = HashAlgorithmName.SHA384,
        ["1.2.840.10045.4.3.4"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, HashAlgorithmName> PssHashes = new()
    {
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
    };

    /// <summary>Whether a certificate names another as its issuer and bears the signature of its key, with a hash that still counts.</summary>
    public static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData) && IsSignedBy(certificate.RawData, issuer);

    /// <summary>
    /// Whether something signed as certificates and revocation lists are (a sequence of content, algorithm, bits) bears
    /// the signature of a key.
    /// </summary>
    public static bool IsSignedBy(ReadOnlyMemory<byte> der, X509Certificate2 issuer)
    {
        try
        {
            AsnReader outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            ReadOnlyMemory<byte> content = outer.ReadEncodedValue();
            AsnReader algorithm = outer.ReadSequence();
            byte[] signature = outer.ReadBitString(out int unusedBits);
            return unusedBits == 0 && Verify(issuer, algorithm.ReadObjectIdentifier(), algorithm, content.Span, signature);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    private static bool Verify(X509Certificate2 issuer, string algorithm, AsnReader parameters, ReadOnlySpan<byte> content, byte[] signature)
    {
        if (EcHashes.TryGetValue(algorithm, out HashAlgorithmName hash))
        {
            using ECDsa? ec = issuer.GetECDsaPublicKey();
            return ec?.VerifyData(content, signature, hash, DSASignatureFormat.Rfc3279DerSequence) == true;
        }
        bool isPss = algorithm == Pss;
        if (!(isPss ? PssHashes.TryGetValue(HashOfPss(parameters), out hash) : RsaHashes.TryGetValue(algorithm, out hash)))
            return false;
        using RSA? rsa = issuer.GetRSAPublicKey();
        return rsa?.VerifyData(content, signature, hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1) == true;
    }

    /// <summary>The hash that the parameters of RSASSA-PSS name (RFC 4055, section 3.1); empty for the default, which is SHA-1.</summary>
    private static string HashOfPss(AsnReader parameters)
    {
        AsnReader fields = parameters.ReadSequence();
        var first = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        return fields.HasData && fields.PeekTag() == first ? fields.ReadSequence(first).ReadSequence().ReadObjectIdentifier() : "";
    }
}
