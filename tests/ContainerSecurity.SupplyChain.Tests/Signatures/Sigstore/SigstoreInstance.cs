using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>An instance of Sigstore of a test's own: an authority of certificates, a log of them, and a log of signatures.</summary>
internal sealed class SigstoreInstance
{
    public const string Subject = "https://git.example/shop/web/.github/workflows/release.yml@refs/heads/main";
    public const string Issuer = "https://token.example";
    private const string LogName = "log.example";

    public static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly ECDsa rootKey = NewKey();
    private readonly ECDsa issuerKey = NewKey();
    private readonly ECDsa certificateLog = NewKey();
    private readonly ECDsa log = NewKey();
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 issuer;

    /// <summary>Makes an instance whose issuing authority ends at a time.</summary>
    public SigstoreInstance(DateTimeOffset? issuerEnd = null)
    {
        root = Authority("CN=root", rootKey, null, Time.AddYears(5));
        issuer = Authority("CN=issuer", issuerKey, root, issuerEnd ?? Time.AddYears(4));
        Stamps = new StampAuthority();
    }

    public StampAuthority Stamps { get; }

    /// <summary>The key of who signs; its certificate lives for ten minutes.</summary>
    public ECDsa Key { get; } = NewKey();

    public string AuthorityWindow { get; init; } = Window(Time.AddYears(-2));

    public string CertificateLogWindow { get; init; } = Window(Time.AddYears(-2));

    public string LogWindow { get; init; } = Window(Time.AddYears(-2));

    public string StampWindow { get; init; } = Window(Time.AddYears(-2));

    public static string Window(DateTimeOffset start, DateTimeOffset? end = null) =>
        $$"""{"start":"{{start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"{{(end is { } e ? $",\"end\":\"{e.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\"" : "")}}}""";

    public TrustedRoot Root() => TrustedRoot.Read(Encoding.UTF8.GetBytes($$"""
        {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
         "certificateAuthorities":[{"certChain":{"certificates":[{{Raw(issuer.RawData)}},{{Raw(root.RawData)}}]},"validFor":{{AuthorityWindow}} }],
         "timestampAuthorities":[{"certChain":{"certificates":[{{Raw(Stamps.Leaf.RawData)}},{{Raw(Stamps.Root.RawData)}}]},"validFor":{{StampWindow}} }],
         "ctlogs":[{{LogOf(certificateLog, "ct.example", CertificateLogWindow)}}],
         "tlogs":[{{LogOf(log, LogName, LogWindow)}}]}
        """));

    public X509Certificate2 Certificate(
        string usage = "1.3.6.1.5.5.7.3.3", bool hasTimestamp = true, string? oldIssuer = null, DateTimeOffset? from = null)
    {
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7F;
        X509Certificate2 bare = Make(null);
        if (!hasTimestamp)
            return bare;
        ReadOnlyMemory<byte> content = new AsnReader(bare.RawDataMemory, AsnEncodingRules.DER).ReadSequence().ReadEncodedValue();
        return Make(TimestampOf(content.Span));

        X509Certificate2 Make(byte[]? timestamps)
        {
            var request = new CertificateRequest(new X500DistinguishedName(""), Key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
            var names = new SubjectAlternativeNameBuilder();
            names.AddUri(new Uri(Subject));
            request.CertificateExtensions.Add(names.Build(critical: true));
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.57264.1.8", Utf8(Issuer), critical: false));
            if (oldIssuer is not null)
                request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.57264.1.1", Encoding.UTF8.GetBytes(oldIssuer), critical: false));
            if (timestamps is not null)
                request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.11129.2.4.2", timestamps, critical: false));
            DateTimeOffset start = from ?? Time.AddMinutes(-1);
            return request.Create(
                issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), start, start.AddMinutes(10), serial);
        }
    }

    /// <summary>An entry of the log for an envelope, as bundles hold it.</summary>
    public string Entry(DsseEnvelope envelope, X509Certificate2 certificate, bool hasPromise = true, DateTimeOffset? at = null)
    {
        string verifier = Base64(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
        byte[] body = Encoding.UTF8.GetBytes(
            $$"""{"apiVersion":"0.0.1","kind":"dsse","spec":{"payloadHash":{"algorithm":"sha256","value":"{{Hex(SHA256.HashData(envelope.Payload.Span))}}"},"signatures":[{"signature":"{{Base64(envelope.Signatures[0].Bytes.Span)}}","verifier":"{{verifier}}"}]} }""");
        long time = (at ?? Time).ToUnixTimeSeconds();
        string promise = hasPromise ? $$""","inclusionPromise":{"signedEntryTimestamp":"{{Base64(Promise(body, time, 7))}}"}""" : "";
        return $$"""{"logIndex":"7","logId":{"keyId":"{{Base64(IdOf(log))}}"},"kindVersion":{"kind":"dsse","version":"0.0.1"},"integratedTime":"{{time}}"{{promise}},"inclusionProof":{{Proof(body)}},"canonicalizedBody":"{{Base64(body)}}"}""";
    }

    /// <summary>cosign's annotation with the log's promise for a payload of simple signing.</summary>
    public string Annotation(byte[] payload, byte[] signature, X509Certificate2 certificate)
    {
        string verifier = Base64(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
        byte[] body = Encoding.UTF8.GetBytes(
            $$"""{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"{{Hex(SHA256.HashData(payload))}}"} },"signature":{"content":"{{Base64(signature)}}","publicKey":{"content":"{{verifier}}"} } } }""");
        long time = Time.ToUnixTimeSeconds();
        return $$"""{"SignedEntryTimestamp":"{{Base64(Promise(body, time, 7))}}","Payload":{"body":"{{Base64(body)}}","integratedTime":{{time}},"logIndex":7,"logID":"{{Hex(IdOf(log))}}"} }""";
    }

    public static string Raw(ReadOnlySpan<byte> der) => $$"""{"rawBytes":"{{Base64(der)}}"}""";

    public static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] IdOf(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo());

    private static string LogOf(ECDsa key, string name, string window) =>
        $$"""{"baseUrl":"https://{{name}}","logId":{"keyId":"{{Base64(IdOf(key))}}"},"publicKey":{"keyDetails":"PKIX_ECDSA_P256_SHA_256","rawBytes":"{{Base64(key.ExportSubjectPublicKeyInfo())}}","validFor":{{window}} } }""";

    private byte[] Promise(byte[] body, long time, long index) => Sign(log, Encoding.UTF8.GetBytes(
        $$"""{"body":"{{Base64(body)}}","integratedTime":{{time}},"logID":"{{Hex(IdOf(log))}}","logIndex":{{index}}}"""));

    /// <summary>The proof in a log of two entries, of which this is the second.</summary>
    private string Proof(byte[] body)
    {
        byte[] first = SHA256.HashData("\0first"u8);
        byte[] top = SHA256.HashData([1, .. first, .. SHA256.HashData([0, .. body])]);
        string text = $"{LogName} - 1\n2\n{Base64(top)}\n";
        string line = Base64([.. IdOf(log)[..4], .. Sign(log, Encoding.UTF8.GetBytes(text))]);
        return $$"""{"logIndex":"1","treeSize":"2","rootHash":"{{Base64(top)}}","hashes":["{{Base64(first)}}"],"checkpoint":{"envelope":"{{(text + "\n— " + LogName + " " + line + "\n").Replace("\n", "\\n")}}"} }""";
    }

    /// <summary>The log's signature over the certificate's content (RFC 6962, 3.2), in the list that stands in it.</summary>
    private byte[] TimestampOf(ReadOnlySpan<byte> content)
    {
        byte[] time = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Time.ToUnixTimeMilliseconds());
        byte[] signed =
        [
            0, 0, .. time, 0, 1, .. SHA256.HashData(issuerKey.ExportSubjectPublicKeyInfo()),
            (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content, 0, 0,
        ];
        byte[] signature = Sign(certificateLog, signed);
        byte[] timestamp = [0, .. IdOf(certificateLog), .. time, 0, 0, 4, 3, 0, (byte)signature.Length, .. signature];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString([0, (byte)(timestamp.Length + 2), 0, (byte)timestamp.Length, .. timestamp]);
        return writer.Encode();
    }

    private static byte[] Sign(ECDsa key, byte[] data) =>
        key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static byte[] Utf8(string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, text);
        return writer.Encode();
    }

    private X509Certificate2 Authority(string name, ECDsa key, X509Certificate2? by, DateTimeOffset end)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return by is null
            ? request.CreateSelfSigned(Time.AddYears(-1), end)
            : request.Create(by.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), Time.AddYears(-1), end, [1, 2, 3]);
    }
}
