using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

/// <summary>
/// Compares what a log has with what was signed: signature, key or certificate, and digest must all be the same. Else
/// any entry of the log would do for any signature.
/// </summary>
internal sealed class LogEntryBody(SignedContent content, VerificationKey key, ReadOnlyMemory<byte> certificate)
{
    /// <summary>Whether the entry is one of this signature; what is not known or differs is told.</summary>
    /// <exception cref="SignatureRefusedException">It is another's.</exception>
    public void Require(LogEntry entry)
    {
        using JsonDocument document = SignatureJson.Read(entry.Body, "The entry of the transparency log");
        JsonElement root = document.RootElement;
        if (root.Text("kind") != entry.Kind || root.Text("apiVersion") != entry.Version)
            throw Refused("is of another kind or version than it says");
        JsonElement spec = root.Field("spec");
        switch (entry.Kind, entry.Version)
        {
            case ("hashedrekord", "0.0.1") when content.Envelope is null:
                RequireHashed(spec.Field("data").Field("hash"), spec.Field("signature"));
                break;
            case ("hashedrekord", "0.0.2"):
                RequireHashedV2(spec.Field("hashedRekordV002"));
                break;
            case ("dsse", "0.0.1") when content.Envelope is not null:
                RequireDsse(spec);
                break;
            case ("intoto", "0.0.2") when content.Envelope is not null:
                RequireIntoto(spec.Field("content"));
                break;
            case ("intoto", "0.0.1") when content.Envelope is not null:
                RequireOldIntoto(spec);
                break;
            default:
                throw Refused($"is of a kind that is not accepted here ('{Shown(entry.Kind)}' {Shown(entry.Version)})");
        }
    }

    /// <summary>A hash and a signature over what has it.</summary>
    private void RequireHashed(JsonElement hash, JsonElement signature)
    {
        Require(HexEquals(hash.Text("value"), content.Hash(hash.Text("algorithm"))), "digest");
        RequireSignature(SignatureBase64.Standard(signature.Text("content"), "the signature of the log's entry"));
        RequireVerifier(signature.Field("publicKey").Text("content"));
    }

    /// <summary>The same in the second version, with raw bytes; an envelope is logged as the hash of its encoding.</summary>
    private void RequireHashedV2(JsonElement spec)
    {
        JsonElement data = spec.Field("data");
        byte[] digest = SignatureBase64.Standard(data.Text("digest"), "the digest of the log's entry");
        Require(content.Hash(data.Text("algorithm")) is { } hash && hash.AsSpan().SequenceEqual(digest), "digest");
        JsonElement signature = spec.Field("signature");
        RequireSignature(SignatureBase64.Standard(signature.Text("content"), "the signature of the log's entry"));
        JsonElement verifier = signature.Field("verifier");
        if (certificate.IsEmpty)
        {
            byte[] raw = SignatureBase64.Standard(verifier.Field("publicKey").Text("rawBytes"), "the key of the log's entry");
            Require(IsKey(() => VerificationKey.FromDer(raw)), "key");
        }
        else
        {
            byte[] raw = SignatureBase64.Standard(
                verifier.Field("x509Certificate").Text("rawBytes"), "the certificate of the log's entry");
            Require(certificate.Span.SequenceEqual(raw), "certificate");
        }
    }

    private void RequireDsse(JsonElement spec)
    {
        RequirePayload(spec.Field("payloadHash"));
        JsonElement signature = Only(spec.Items("signatures"));
        RequireSignature(SignatureBase64.Standard(signature.Text("signature"), "the signature of the log's entry"));
        RequireVerifier(signature.Text("verifier"));
    }

    /// <summary>The signature stands in base64 of its base64.</summary>
    private void RequireIntoto(JsonElement logged)
    {
        RequirePayload(logged.Field("payloadHash"));
        JsonElement envelope = logged.Field("envelope");
        Require(envelope.Text("payloadType") == content.Envelope!.PayloadType, "payload type");
        JsonElement signature = Only(envelope.Items("signatures"));
        byte[] inner = SignatureBase64.Standard(signature.Text("sig"), "the signature of the log's entry");
        RequireSignature(SignatureBase64.Either(Encoding.UTF8.GetString(inner), "the signature of the log's entry"));
        RequireVerifier(signature.Text("publicKey"));
    }

    /// <summary>The oldest version has no signature; only the hash of the whole envelope binds it.</summary>
    private void RequireOldIntoto(JsonElement spec)
    {
        JsonElement hash = spec.Field("content").Field("hash");
        Require(
            hash.Text("algorithm") == "sha256" && !content.RawEnvelope.IsEmpty
                && HexEquals(hash.Text("value"), SHA256.HashData(content.RawEnvelope.Span)),
            "envelope");
        RequireVerifier(spec.Text("publicKey"));
    }

    private void RequirePayload(JsonElement hash) => Require(
        hash.Text("algorithm") == "sha256" && HexEquals(hash.Text("value"), SHA256.HashData(content.Envelope!.Payload.Span)),
        "payload");

    private void RequireSignature(ReadOnlySpan<byte> logged) => Require(content.Signature.Span.SequenceEqual(logged), "signature");

    /// <summary>A certificate or key as PEM in base64.</summary>
    private void RequireVerifier(string? logged)
    {
        string pem = Encoding.UTF8.GetString(SignatureBase64.Standard(logged, "the key of the log's entry"));
        if (certificate.IsEmpty)
            Require(IsKey(() => VerificationKey.Parse(pem)), "key");
        else
            Require(IsCertificate(pem), "certificate");
    }

    private bool IsCertificate(string pem)
    {
        try
        {
            (string label, byte[] der) = PemText.ReadOne(pem, VerificationKey.MaxPemLength);
            return label == "CERTIFICATE" && certificate.Span.SequenceEqual(der);
        }
        catch (KeyFormatException)
        {
            return false;
        }
    }

    private bool IsKey(Func<VerificationKey> read)
    {
        try
        {
            return read().Equals(key);
        }
        catch (KeyFormatException)
        {
            return false;
        }
    }

    private static JsonElement Only(IEnumerable<JsonElement> signatures)
    {
        JsonElement[] some = [.. signatures.Take(2)];
        return some.Length == 1 ? some[0] : throw Refused("has not exactly one signature");
    }

    private static bool HexEquals(string? hex, byte[]? bytes) => bytes is not null && hex == Convert.ToHexStringLower(bytes);

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw Refused($"is about another {what}");
    }

    private static SignatureRefusedException Refused(string what) =>
        new(RefusalReason.TransparencyLog, $"The entry of the transparency log {what}.");

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
