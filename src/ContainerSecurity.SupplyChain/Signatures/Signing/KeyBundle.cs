using System.Security.Cryptography;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Signing;

/// <summary>
/// Writes Sigstore bundles (protobuf-specs, version 0.3) of envelopes that a managed key signed: no certificate, no
/// entry of a log.
/// </summary>
internal static class KeyBundle
{
    public static byte[] Write(VerificationKey key, byte[] envelope)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            using JsonDocument signed = JsonDocument.Parse(envelope);
            json.WriteStartObject();
            json.WriteString("mediaType", SignatureMediaTypes.Bundle);
            json.WriteStartObject("verificationMaterial");
            json.WriteStartObject("publicKey");
            json.WriteString("hint", Convert.ToBase64String(SHA256.HashData(key.Der.Span)));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("dsseEnvelope");
            signed.RootElement.WriteTo(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
