using System.Globalization;
using System.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Dsse;

/// <summary>
/// A signed payload with its type (Dead Simple Signing Envelope, DSSE 1.0). Nothing of the payload means anything
/// before <see cref="VerifiedBy"/> named a key.
/// </summary>
public sealed class DsseEnvelope
{
    /// <summary>How many signatures an envelope has at most.</summary>
    public const int MaxSignatures = 64;

    /// <summary>The payload type of in-toto statements.</summary>
    public const string InTotoType = "application/vnd.in-toto+json";

    private DsseEnvelope(string payloadType, ReadOnlyMemory<byte> payload, IReadOnlyList<DsseSignature> signatures)
    {
        PayloadType = payloadType;
        Payload = payload;
        Signatures = signatures;
    }

    /// <summary>The type of the payload; it is signed too.</summary>
    public string PayloadType { get; }

    /// <summary>The payload's bytes.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures, in their order.</summary>
    public IReadOnlyList<DsseSignature> Signatures { get; }

    /// <summary>Reads an envelope strictly: each field of its kind, no name twice, base64 of either alphabet.</summary>
    /// <param name="json">The envelope, at most 64 MiB.</param>
    /// <exception cref="SignatureFormatException">The bytes are no envelope, or it has more than 64 signatures.</exception>
    public static DsseEnvelope Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Read(json, "The DSSE envelope");
        return Read(document.RootElement);
    }

    /// <summary>Signs a payload by each key.</summary>
    public static DsseEnvelope Sign(string payloadType, ReadOnlyMemory<byte> payload, params SigningKey[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        byte[] encoded = Encode(payloadType, payload.Span);
        return new DsseEnvelope(payloadType, payload, [.. keys.Select(k => new DsseSignature(null, k.Sign(encoded)))]);
    }

    /// <summary>What is signed: the pre-authentication encoding (PAE), whose lengths are in bytes.</summary>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        int typeLength = Encoding.UTF8.GetByteCount(payloadType);
        string head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {typeLength} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }

    /// <summary>
    /// The keys that signed, each once, however many signatures it made. The hint of a signature never decides.
    /// </summary>
    /// <param name="keys">The keys that are trusted.</param>
    public IReadOnlyList<VerificationKey> VerifiedBy(IEnumerable<VerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        byte[] encoded = Encode(PayloadType, Payload.Span);
        return [.. keys.Distinct().Where(k => Signatures.Any(s => k.Verify(encoded, s.Bytes.Span)))];
    }

    /// <summary>The envelope as JSON.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, SignatureJson.Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("payloadType", PayloadType);
            writer.WriteBase64String("payload", Payload.Span);
            writer.WriteStartArray("signatures");
            foreach (DsseSignature signature in Signatures)
            {
                writer.WriteStartObject();
                if (signature.KeyId is not null)
                    writer.WriteString("keyid", signature.KeyId);
                writer.WriteBase64String("sig", signature.Bytes.Span);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    internal static DsseEnvelope Read(JsonElement root)
    {
        string type = root.Text("payloadType") is { Length: > 0 } text
            ? text
            : throw new SignatureFormatException("The DSSE envelope has no payloadType.");
        byte[] payload = SignatureBase64.Either(root.Text("payload"), "the payload of the DSSE envelope");
        if (root.Field("signatures") is not { ValueKind: JsonValueKind.Array } signatures)
            throw new SignatureFormatException("The DSSE envelope has no list of signatures.");
        return signatures.GetArrayLength() <= MaxSignatures
            ? new DsseEnvelope(type, payload, [.. signatures.EnumerateArray().Select(ReadSignature)])
            : throw new SignatureFormatException($"The DSSE envelope has more than {MaxSignatures} signatures.");
    }

    private static DsseSignature ReadSignature(JsonElement signature)
    {
        if (signature.ValueKind != JsonValueKind.Object || signature.IsOther("keyid", JsonValueKind.String))
            throw new SignatureFormatException("A signature of the DSSE envelope is no object with texts.");
        return new DsseSignature(
            signature.Text("keyid"), SignatureBase64.Either(signature.Text("sig"), "a signature of the DSSE envelope"));
    }
}
