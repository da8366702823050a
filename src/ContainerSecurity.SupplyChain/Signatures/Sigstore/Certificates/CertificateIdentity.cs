using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;

/// <summary>Reads whom a certificate of Fulcio names, and who vouched for that.</summary>
internal static class CertificateIdentity
{
    private static readonly Asn1Tag OtherName = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Mail = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The names by which claims of Fulcio's certificates are told, by their number below 1.3.6.1.4.1.57264.1.</summary>
    private static readonly (string Oid, string Name)[] Claims =
    [
        ("1.3.6.1.4.1.57264.1.9", "buildSignerUri"),
        ("1.3.6.1.4.1.57264.1.10", "buildSignerDigest"),
        ("1.3.6.1.4.1.57264.1.11", "runnerEnvironment"),
        ("1.3.6.1.4.1.57264.1.12", "sourceRepositoryUri"),
        ("1.3.6.1.4.1.57264.1.13", "sourceRepositoryDigest"),
        ("1.3.6.1.4.1.57264.1.14", "sourceRepositoryRef"),
        ("1.3.6.1.4.1.57264.1.16", "sourceRepositoryOwnerUri"),
        ("1.3.6.1.4.1.57264.1.18", "buildConfigUri"),
        ("1.3.6.1.4.1.57264.1.20", "buildTrigger"),
        ("1.3.6.1.4.1.57264.1.21", "runInvocationUri"),
    ];

    /// <summary>The identities: one for each name of the subject.</summary>
    /// <exception cref="SignatureRefusedException">The certificate names nobody, or two different issuers.</exception>
    public static IReadOnlyList<SignerIdentity> Read(X509Certificate2 certificate)
    {
        try
        {
            string? issuer = Issuer(certificate);
            List<string> names = [.. Names(certificate)];
            return names.Count > 0 ? [.. names.Select(n => new SignerIdentity(n, issuer))] : throw Refused("names nobody");
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw Refused("names its subject or issuer in a malformed way");
        }
    }

    /// <summary>Other things that the issuer vouched for, such as the source repository.</summary>
    public static IReadOnlyDictionary<string, string> ReadClaims(X509Certificate2 certificate)
    {
        Dictionary<string, string> claims = [];
        foreach ((string oid, string name) in Claims)
        {
            try
            {
                if (certificate.Extensions[oid] is { } extension)
                    claims[name] = Utf8(extension);
            }
            catch (AsnContentException)
            {
                // A claim that is no text is no claim.
            }
        }
        return claims;
    }

    /// <summary>The older extension is the bare text, the newer one a UTF8String.</summary>
    private static string? Issuer(X509Certificate2 certificate)
    {
        string? current = certificate.Extensions[CertificateOids.Issuer] is { } extension ? Utf8(extension) : null;
        string? old = certificate.Extensions[CertificateOids.OldIssuer] is { } bare
            ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bare.RawData)
            : null;
        return current is not null && old is not null && current != old ? throw Refused("names two issuers") : current ?? old;
    }

    private static string Utf8(X509Extension extension)
    {
        string text = AsnDecoder.ReadCharacterString(
            extension.RawData, AsnEncodingRules.DER, UniversalTagNumber.UTF8String, out int read);
        return read == extension.RawData.Length ? text : throw new AsnContentException();
    }

    private static IEnumerable<string> Names(X509Certificate2 certificate)
    {
        if (certificate.Extensions[CertificateOids.SubjectAlternativeName] is not { } extension)
            yield break;
        AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            Asn1Tag tag = names.PeekTag();
            if (tag == Mail || tag == Uri)
                yield return names.ReadCharacterString(UniversalTagNumber.IA5String, tag);
            else if (tag.HasSameClassAndValue(OtherName) && OtherText(names) is { } other)
                yield return other;
            else if (!tag.HasSameClassAndValue(OtherName))
                names.ReadEncodedValue();
        }
    }

    private static string? OtherText(AsnReader names)
    {
        AsnReader other = names.ReadSequence(OtherName);
        if (other.ReadObjectIdentifier() != CertificateOids.OtherName)
            return null;
        AsnReader value = other.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        return value.ReadCharacterString(UniversalTagNumber.UTF8String);
    }

    private static SignatureRefusedException Refused(string what) =>
        new(RefusalReason.Identity, $"The certificate {what}.");
}
