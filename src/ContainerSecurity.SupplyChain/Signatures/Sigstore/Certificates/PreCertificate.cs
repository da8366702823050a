using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;

/// <summary>
/// What a log of certificates signed: the certificate's content without the extension that later took the log's own
/// signatures (RFC 6962, 3.2).
/// </summary>
internal static class PreCertificate
{
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3, isConstructed: true);

    /// <exception cref="AsnContentException">The certificate is malformed.</exception>
    public static byte[] Of(X509Certificate2 certificate)
    {
        AsnReader content = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (content.HasData)
            {
                if (content.PeekTag() == Extensions)
                    WriteExtensions(content.ReadSequence(Extensions).ReadSequence(), writer);
                else
                    writer.WriteEncodedValue(content.ReadEncodedValue().Span);
            }
        }
        return writer.Encode();
    }

    private static void WriteExtensions(AsnReader extensions, AsnWriter writer)
    {
        using (writer.PushSequence(Extensions))
        using (writer.PushSequence())
        {
            while (extensions.HasData)
            {
                ReadOnlyMemory<byte> extension = extensions.ReadEncodedValue();
                string oid = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
                if (oid != CertificateOids.SignedCertificateTimestamps)
                    writer.WriteEncodedValue(extension.Span);
            }
        }
    }
}
