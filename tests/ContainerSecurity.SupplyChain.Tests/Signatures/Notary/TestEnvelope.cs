using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Signatures.Notary;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Notary;

/// <summary>An envelope as notation writes it, with whatever a test wants to be wrong in it.</summary>
internal sealed class TestEnvelope
{
    public static readonly Descriptor Target = new(ImageMediaType.Manifest, Digest.OfBytes("an image"u8.ToArray()), 1234);

    public string Algorithm { get; init; } = "ES256";

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public string Scheme { get; init; } = "notary.x509";

    public string ContentType { get; init; } = NotaryMediaTypes.Payload;

    public DateTimeOffset Time { get; init; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset? Expiry { get; init; }

    public Descriptor Signed { get; init; } = Target;

    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string>? Critical { get; init; }

    public IReadOnlyList<X509Certificate2>? Certificates { get; init; }

    /// <summary>Makes a time stamp over the signature; null for none.</summary>
    public Func<byte[], byte[]>? Stamp { get; init; }

    private bool IsOfAuthority => Scheme == "notary.x509.signingAuthority";

    private string TimeKey => IsOfAuthority ? "io.cncf.notary.authenticSigningTime" : "io.cncf.notary.signingTime";

    private List<string> CriticalNames => Critical is not null ? [.. Critical]
        : [.. new[] { "io.cncf.notary.signingScheme", IsOfAuthority ? TimeKey : "", Expiry is null ? "" : "io.cncf.notary.expiry" }.Where(n => n.Length > 0)];

    private byte[] Payload => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["targetArtifact"] = new JsonObject { ["mediaType"] = Signed.MediaType, ["digest"] = Signed.Digest.ToString(), ["size"] = Signed.Size },
    }.ToJsonString());

    public byte[] ToJws(TestChain chain)
    {
        var header = new JsonObject
        {
            ["alg"] = Algorithm,
            ["cty"] = ContentType,
            ["crit"] = new JsonArray([.. CriticalNames.Select(n => (JsonNode)n)]),
            ["io.cncf.notary.signingScheme"] = Scheme,
            [TimeKey] = Time.ToString("yyyy-MM-dd'T'HH:mm:ssK"),
        };
        if (Expiry is { } expiry)
            header["io.cncf.notary.expiry"] = expiry.ToString("yyyy-MM-dd'T'HH:mm:ssK");
        foreach ((string name, string value) in Extra)
            header[name] = value;
        string signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString())), payload = Base64Url.EncodeToString(Payload);
        byte[] signature = chain.Sign(Encoding.ASCII.GetBytes($"{signed}.{payload}"), Hash);
        var beside = new JsonObject
        {
            ["x5c"] = new JsonArray([.. (Certificates ?? chain.Certificates)
            .Select(c => (JsonNode)Convert.ToBase64String(c.RawData))])
        };
        if (Stamp is not null)
            beside["io.cncf.notary.timestampSignature"] = Convert.ToBase64String(Stamp(signature));
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["payload"] = payload,
            ["protected"] = signed,
            ["header"] = beside,
            ["signature"] = Base64Url.EncodeToString(signature),
        }.ToJsonString());
    }

    public byte[] ToCose(TestChain chain, CborTag tag = (CborTag)18)
    {
        byte[] signed = CoseHeader(), payload = Payload;
        byte[] signature = chain.Sign(Encode(4, w =>
        {
            w.WriteTextString("Signature1");
            w.WriteByteString(signed);
            w.WriteByteString([]);
            w.WriteByteString(payload);
        }), Hash);
        var writer = new CborWriter();
        writer.WriteTag(tag);
        writer.WriteStartArray(4);
        writer.WriteByteString(signed);
        writer.WriteStartMap(null);
        writer.WriteInt32(33);
        writer.WriteStartArray(null);
        foreach (X509Certificate2 certificate in Certificates ?? chain.Certificates)
            writer.WriteByteString(certificate.RawData);
        writer.WriteEndArray();
        if (Stamp is not null)
        {
            writer.WriteTextString("io.cncf.notary.timestampSignature");
            writer.WriteByteString(Stamp(signature));
        }
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private byte[] CoseHeader()
    {
        var writer = new CborWriter();
        writer.WriteStartMap(null);
        writer.WriteInt32(1);
        writer.WriteInt32(Algorithm switch { "PS256" => -37, "PS384" => -38, "PS512" => -39, "ES256" => -7, "ES384" => -35, "ES512" => -36, _ => -8 });
        writer.WriteInt32(2);
        writer.WriteStartArray(null);
        foreach (string name in CriticalNames)
            writer.WriteTextString(name);
        writer.WriteEndArray();
        writer.WriteInt32(3);
        writer.WriteTextString(ContentType);
        writer.WriteTextString("io.cncf.notary.signingScheme");
        writer.WriteTextString(Scheme);
        WriteTime(TimeKey, Time);
        if (Expiry is { } expiry)
            WriteTime("io.cncf.notary.expiry", expiry);
        foreach ((string name, string value) in Extra)
        {
            writer.WriteTextString(name);
            writer.WriteTextString(value);
        }
        writer.WriteEndMap();
        return writer.Encode();

        void WriteTime(string name, DateTimeOffset time)
        {
            writer.WriteTextString(name);
            writer.WriteTag(CborTag.UnixTimeSeconds);
            writer.WriteInt64(time.ToUnixTimeSeconds());
        }
    }

    private static byte[] Encode(int length, Action<CborWriter> write)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(length);
        write(writer);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
