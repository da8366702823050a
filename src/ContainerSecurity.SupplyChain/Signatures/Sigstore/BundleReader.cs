using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Certificates;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore;

/// <summary>Reads the JSON of a bundle.</summary>
internal static class BundleReader
{
    /// <summary>How many entries of logs, and time stamps, and certificates a bundle has at most, each.</summary>
    public const int MaxItems = 32;

    private static readonly Dictionary<string, BundleVersion> MediaTypes = new()
    {
        ["application/vnd.dev.sigstore.bundle+json;version=0.1"] = BundleVersion.V01,
        ["application/vnd.dev.sigstore.bundle+json;version=0.2"] = BundleVersion.V02,
        ["application/vnd.dev.sigstore.bundle+json;version=0.3"] = BundleVersion.V03,
        ["application/vnd.dev.sigstore.bundle.v0.3+json"] = BundleVersion.V03,
    };

    public static SigstoreBundle Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Read(json, "The bundle");
        JsonElement root = document.RootElement;
        if (root.Text("mediaType") is not { } type || !MediaTypes.TryGetValue(type, out BundleVersion version))
            throw new SignatureFormatException("The bundle is of no known version; 0.1, 0.2 and 0.3 are known (mediaType).");
        if (root.Field("verificationMaterial") is not { ValueKind: JsonValueKind.Object } material)
            throw new SignatureFormatException("The bundle has no verificationMaterial.");
        bool isMessage = root.Field("messageSignature").ValueKind == JsonValueKind.Object;
        bool isEnvelope = root.Field("dsseEnvelope").ValueKind == JsonValueKind.Object;
        if (isMessage == isEnvelope)
            throw new SignatureFormatException("The bundle has not exactly one of messageSignature and dsseEnvelope.");
        SigningMaterial read = ReadMaterial(material, version);
        return isMessage
            ? Message(root.Field("messageSignature"), version, read)
            : Envelope(DsseEnvelope.Read(root.Field("dsseEnvelope")), version, read);
    }

    public static X509Certificate2 Certificate(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException e)
        {
            throw new SignatureFormatException("The certificate of the signature is not valid.", e);
        }
    }

    /// <summary>A number of protobuf's JSON: a text, or a number.</summary>
    public static long Number(JsonElement element, string name, string what)
    {
        JsonElement field = element.Field(name);
        long value = 0;
        bool isNumber = field.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.Number => field.TryGetInt64(out value),
            JsonValueKind.String => long.TryParse(field.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
        return isNumber && value >= 0 ? value : throw new SignatureFormatException($"'{name}' of {what} is no number, or negative.");
    }

    private static SigstoreBundle Message(JsonElement message, BundleVersion version, SigningMaterial material)
    {
        JsonElement digest = message.Field("messageDigest");
        return new SigstoreBundle
        {
            Version = version,
            Material = material,
            Signature = SignatureBase64.Either(message.Text("signature"), "the signature of the bundle"),
            MessageDigest = digest.ValueKind != JsonValueKind.Object
                ? null
                : (digest.Text("algorithm") ?? "", SignatureBase64.Either(digest.Text("digest"), "the digest of the bundle")),
        };
    }

    private static SigstoreBundle Envelope(DsseEnvelope envelope, BundleVersion version, SigningMaterial material) =>
        envelope.Signatures.Count == 1
            ? new SigstoreBundle
            {
                Version = version,
                Material = material,
                Envelope = envelope,
                Signature = envelope.Signatures[0].Bytes,
            }
            : throw new SignatureFormatException("The envelope of a bundle must have exactly one signature.");

    private static SigningMaterial ReadMaterial(JsonElement material, BundleVersion version)
    {
        X509Certificate2? certificate = ReadCertificate(material, version);
        List<LogEntry> entries = [.. Items(material, "tlogEntries").Select(e => ReadEntry(e, version))];
        return new SigningMaterial
        {
            Certificate = certificate,
            Entries = entries,
            Timestamps = [.. Items(material.Field("timestampVerificationData"), "rfc3161Timestamps").Select(Timestamp)],
            NeedsProof = version != BundleVersion.V01,
        };
    }

    private static ReadOnlyMemory<byte> Timestamp(JsonElement timestamp) =>
        SignatureBase64.Either(timestamp.Text("signedTimestamp"), "a time stamp of the bundle");

    private static X509Certificate2? ReadCertificate(JsonElement material, BundleVersion version)
    {
        bool isChain = material.Field("x509CertificateChain").ValueKind == JsonValueKind.Object;
        bool isOne = material.Field("certificate").ValueKind == JsonValueKind.Object;
        bool isKey = material.Field("publicKey").ValueKind == JsonValueKind.Object;
        if ((isChain ? 1 : 0) + (isOne ? 1 : 0) + (isKey ? 1 : 0) != 1)
            throw new SignatureFormatException("The bundle has not exactly one of a certificate, a chain and a key's hint.");
        if (isKey)
            return null;
        if (isChain && version == BundleVersion.V03)
            throw new SignatureFormatException("A bundle of version 0.3 has one certificate, and no chain.");
        if (isOne)
            return OneCertificate(material.Field("certificate"));
        List<X509Certificate2> chain = [.. Items(material.Field("x509CertificateChain"), "certificates").Select(OneCertificate)];
        if (chain.Count == 0)
            throw new SignatureFormatException("The chain of the bundle has no certificate.");
        return chain.Skip(1).Any(CertificateChain.IsSelfIssued)
            ? throw new SignatureFormatException("The chain of the bundle has a root certificate; a bundle cannot bring its own.")
            : chain[0];
    }

    private static X509Certificate2 OneCertificate(JsonElement certificate) =>
        Certificate(SignatureBase64.Either(certificate.Text("rawBytes"), "a certificate of the bundle"));

    private static LogEntry ReadEntry(JsonElement entry, BundleVersion version)
    {
        const string what = "the entry of the transparency log";
        string? promise = entry.Field("inclusionPromise").Text("signedEntryTimestamp");
        if (version == BundleVersion.V01 && promise is null)
            throw new SignatureFormatException("A bundle of version 0.1 needs the promise of the transparency log.");
        return new LogEntry
        {
            Kind = entry.Field("kindVersion").Text("kind") ?? "",
            Version = entry.Field("kindVersion").Text("version") ?? "",
            LogId = SignatureBase64.Either(entry.Field("logId").Text("keyId"), "the id of the transparency log"),
            Index = Number(entry, "logIndex", what),
            IntegratedTime = Number(entry, "integratedTime", what),
            Body = SignatureBase64.Either(entry.Text("canonicalizedBody"), "the body of the log's entry"),
            Promise = promise is null ? default : SignatureBase64.Either(promise, "the promise of the transparency log"),
            Proof = entry.Field("inclusionProof").ValueKind == JsonValueKind.Object ? ReadProof(entry.Field("inclusionProof")) : null,
        };
    }

    private static InclusionProof ReadProof(JsonElement proof)
    {
        const string what = "the proof of the transparency log";
        List<JsonElement> hashes = [.. proof.Items("hashes")];
        if (hashes.Count > InclusionProof.MaxHashes)
            throw new SignatureFormatException($"The proof of the transparency log has more than {InclusionProof.MaxHashes} hashes.");
        return new InclusionProof(
            Number(proof, "logIndex", what),
            Number(proof, "treeSize", what),
            SignatureBase64.Either(proof.Text("rootHash"), "the root hash of the proof"),
            [.. hashes.Select(h => (ReadOnlyMemory<byte>)SignatureBase64.Either(
                h.ValueKind == JsonValueKind.String ? h.GetString() : null, "a hash of the proof"))],
            proof.Field("checkpoint").Text("envelope"));
    }

    private static List<JsonElement> Items(JsonElement element, string name)
    {
        List<JsonElement> items = [.. element.Items(name).Take(MaxItems + 1)];
        return items.Count <= MaxItems
            ? items
            : throw new SignatureFormatException($"The bundle has more than {MaxItems} '{name}'.");
    }
}
