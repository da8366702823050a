using System.Globalization;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Signatures.Notary.Envelopes;

/// <summary>Reads envelopes in JWS: flattened JSON, one signature (signature envelope in JWS; RFC 7515, section 7.2.2).</summary>
internal static class JwsEnvelopeReader
{
    private static readonly string[] OfStandard = ["alg", "cty", "crit", "x5c", "typ", "kid", "jku", "jwk", "x5u", "x5t", "x5t#S256", "b64"];

    private static readonly string[] TimeShapes = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <exception cref="SignatureFormatException">It is no such envelope.</exception>
    public static NotaryEnvelope Read(ReadOnlyMemory<byte> bytes)
    {
        using JsonDocument document = SignatureJson.Read(bytes, "The envelope");
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("signatures", out _)
            || !StrictJson.TryText(root, "payload", out string? payload) || !StrictJson.TryText(root, "protected", out string? signed)
            || !StrictJson.TryText(root, "signature", out string? signature)
            || !root.TryGetProperty("header", out JsonElement header) || header.ValueKind != JsonValueKind.Object)
            throw new SignatureFormatException("The envelope is no JWS in flattened JSON: payload, protected, header and signature.");
        return new NotaryEnvelope(
            SignedHeaders.Check(ReadSigned(StrictJson.FromBase64Url(signed!, "The protected header"))),
            ReadUnsigned(header),
            StrictJson.FromBase64Url(payload!, "The payload"),
            StrictJson.Ascii($"{signed}.{payload}"),
            StrictJson.FromBase64Url(signature!, "The signature"));
    }

    private static RawHeaders ReadSigned(byte[] json)
    {
        using JsonDocument document = SignatureJson.Read(json, "The protected header");
        JsonElement header = document.RootElement;
        if (header.ValueKind != JsonValueKind.Object)
            throw new SignatureFormatException("The protected header is no object.");
        var raw = new RawHeaders
        {
            Algorithm = Text(header, "alg") is { } algorithm && NotaryAlgorithm.IsKnown(algorithm) ? algorithm : null,
            ContentType = Text(header, "cty"),
            Scheme = Text(header, SignedHeaders.SchemeKey),
            Plugin = Text(header, SignedHeaders.PluginKey),
            Time = Time(header, SignedHeaders.TimeKey),
            AuthenticTime = Time(header, SignedHeaders.AuthenticTimeKey),
            Expiry = Time(header, SignedHeaders.ExpiryKey),
        };
        if (header.TryGetProperty("b64", out _))
            throw new SignatureFormatException("The protected header says how the payload is encoded ('b64'), which is not allowed.");
        // Names that the standard defines must not be listed as critical (RFC 7515, section 4.1.11).
        raw.Names.UnionWith(header.EnumerateObject().Select(p => p.Name).Except(OfStandard));
        if (header.TryGetProperty("crit", out JsonElement critical))
            raw.Critical.AddRange(critical.ValueKind == JsonValueKind.Array && critical.EnumerateArray().All(c => c.ValueKind == JsonValueKind.String)
                ? critical.EnumerateArray().Select(c => c.GetString()!)
                : throw new SignatureFormatException("The header 'crit' is no list of names."));
        return raw;
    }

    private static UnsignedHeaders ReadUnsigned(JsonElement header)
    {
        if (!header.TryGetProperty("x5c", out JsonElement chain) || chain.ValueKind != JsonValueKind.Array
            || chain.EnumerateArray().Any(c => c.ValueKind != JsonValueKind.String))
            throw new SignatureFormatException("The envelope holds no list of certificates ('x5c').");
        return new UnsignedHeaders(
            [.. chain.EnumerateArray().Take(NotaryEnvelope.MaxCertificates + 1).Select(c => SignatureBase64.Standard(c.GetString()!, "A certificate"))],
            StrictJson.TryText(header, UnsignedHeaders.TimestampKey, out string? token) ? SignatureBase64.Standard(token!, "The time stamp") : null,
            StrictJson.TryText(header, UnsignedHeaders.AgentKey, out string? agent) ? agent : null).Checked();
    }

    private static string? Text(JsonElement header, string name) =>
        !header.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new SignatureFormatException($"The header '{name}' is no text.");

    private static DateTimeOffset? Time(JsonElement header, string name) =>
        Text(header, name) is not { } text ? null
        : (text.EndsWith('Z') || text.AsSpan(Math.Min(text.Length, 10)).ContainsAny('+', '-'))
            && DateTimeOffset.TryParseExact(text, TimeShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) ? time
        : throw new SignatureFormatException($"The header '{name}' is no time of RFC 3339.");
}
