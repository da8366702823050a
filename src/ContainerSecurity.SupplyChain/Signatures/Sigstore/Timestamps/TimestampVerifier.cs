using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Timestamps;

/// <summary>
/// Verifies time stamps (RFC 3161) over the bytes of a signature by the authorities of a trusted root.
/// </summary>
internal sealed class TimestampVerifier(TrustedRoot root)
{
    private static readonly string[] Hashes = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>
    /// The time of a time stamp and who says it; null where it is none of a trusted authority over the signature: then
    /// it is no time.
    /// </summary>
    /// <param name="response">The authority's response (TimeStampResp), or the token alone.</param>
    /// <param name="signature">The signature's bytes.</param>
    public VerifiedStamp? Verify(ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> signature)
    {
        if (Token(response) is not { } token || !Hashes.Contains(token.TokenInfo.HashAlgorithmId.Value))
            return null;
        DateTimeOffset time = token.TokenInfo.Timestamp;
        return root.TimestampAuthorities.FirstOrDefault(a => a.Window.Contains(time) && IsOf(token, signature, a, time)) is { } by
            ? new VerifiedStamp(time, by)
            : null;
    }

    /// <summary>
    /// The certificate that is judged is the one whose key signed, found by the token's own hash of it; others in the
    /// token mean nothing.
    /// </summary>
    private static bool IsOf(Rfc3161TimestampToken token, ReadOnlyMemory<byte> signature, TrustedAuthority authority, DateTimeOffset time)
    {
        var known = new X509Certificate2Collection(authority.Chain.ToArray());
        try
        {
            if (!token.VerifySignatureForData(signature.Span, out X509Certificate2? signer, known) || !IsForTimeOnly(signer))
                return false;
            X509Certificate2 first = authority.Chain[0];
            bool namesSigner = authority.Chain.Count > 1 && !IsAuthority(first);
            return (!namesSigner || CertificateChain.AreEqual(first, signer))
                && CertificateChain.Build(signer, authority, time, CertificateOids.TimeStamping) is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Exactly one extended key usage, critical, for time stamps (RFC 3161, 2.3).</summary>
    private static bool IsForTimeOnly(X509Certificate2 certificate)
    {
        List<X509EnhancedKeyUsageExtension> usages = [.. certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()];
        return usages.Count == 1 && usages[0].Critical && usages[0].EnhancedKeyUsages.Count == 1
            && usages[0].EnhancedKeyUsages[0].Value == CertificateOids.TimeStamping;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority);

    /// <summary>The token in a granted response (RFC 3161, 2.4.2).</summary>
    private static Rfc3161TimestampToken? Token(ReadOnlyMemory<byte> response)
    {
        try
        {
            var outer = new AsnReader(response, AsnEncodingRules.BER);
            AsnReader content = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (content.PeekTag() == Asn1Tag.ObjectIdentifier)
                return Decode(response);
            AsnReader status = content.ReadSequence();
            return status.TryReadInt32(out int granted) && granted is 0 or 1 && content.HasData
                ? Decode(content.ReadEncodedValue())
                : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static Rfc3161TimestampToken? Decode(ReadOnlyMemory<byte> token) =>
        Rfc3161TimestampToken.TryDecode(token, out Rfc3161TimestampToken? decoded, out int read) && read == token.Length
            ? decoded
            : null;
}
