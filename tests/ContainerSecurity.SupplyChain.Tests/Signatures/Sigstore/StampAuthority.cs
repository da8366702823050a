using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>An authority of time stamps (RFC 3161) of a test's own.</summary>
internal sealed class StampAuthority
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    private readonly ECDsa rootKey = SigstoreInstance.NewKey();
    private readonly ECDsa key = SigstoreInstance.NewKey();

    public StampAuthority()
    {
        var request = new CertificateRequest("CN=stamp root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Root = request.CreateSelfSigned(SigstoreInstance.Time.AddYears(-1), SigstoreInstance.Time.AddYears(5));
        Leaf = Issue(key, TimeStamping);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Leaf { get; }

    /// <summary>A granted response with a token over bytes.</summary>
    public byte[] Stamp(ReadOnlySpan<byte> stamped, DateTimeOffset time) => Response(Token(stamped, time));

    /// <summary>The same, signed by another certificate of the same root, with the authority's own beside it.</summary>
    public byte[] StampByAnother(ReadOnlySpan<byte> stamped, DateTimeOffset time, string usage)
    {
        using ECDsa other = SigstoreInstance.NewKey();
        using X509Certificate2 certificate = Issue(other, usage).CopyWithPrivateKey(other);
        var signed = new SignedCms();
        signed.Decode(Token(stamped, time));
        var again = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), signed.ContentInfo.Content));
        var signer = new CmsSigner(certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate(certificate)));
        again.Certificates.Add(Leaf);
        again.ComputeSignature(signer);
        return Response(again.Encode());
    }

    private byte[] Token(ReadOnlySpan<byte> stamped, DateTimeOffset time)
    {
        var asked = new TimeStampRequestGenerator();
        asked.SetCertReq(false);
        TimeStampRequest request = asked.Generate(TspAlgorithms.Sha256, SHA256.HashData(stamped), BigInteger.One);
        var generator = new TimeStampTokenGenerator(
            PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()),
            new Org.BouncyCastle.X509.X509Certificate(Leaf.RawData), TspAlgorithms.Sha256, "1.2.3.4");
        return generator.Generate(request, BigInteger.Two, time.UtcDateTime).GetEncoded();
    }

    private X509Certificate2 Issue(ECDsa subject, string usage)
    {
        var request = new CertificateRequest("CN=stamps", subject, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        return request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey),
            SigstoreInstance.Time.AddYears(-1), SigstoreInstance.Time.AddYears(4), RandomNumberGenerator.GetBytes(4));
    }

    private static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        return writer.Encode();
    }

    private static byte[] Response(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(0);
            writer.WriteEncodedValue(token);
        }
        return writer.Encode();
    }
}
