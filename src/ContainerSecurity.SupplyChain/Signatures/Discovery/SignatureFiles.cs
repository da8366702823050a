using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Cosign;

namespace ContainerSecurity.SupplyChain.Signatures.Discovery;

/// <summary>
/// Reads signatures that were given as files: bundles, DSSE envelopes, what <c>cosign download signature</c> and
/// <c>cosign download attestation</c> print (JSON, one on each line), and Notary Project envelopes.
/// </summary>
public static class SignatureFiles
{
    /// <summary>How many signatures a file holds at most.</summary>
    public const int MaxSignatures = 256;

    /// <summary>The tag of COSE_Sign1 (RFC 9052, 2): 18, in one byte.</summary>
    private const byte CoseTag = 0xD2;

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">Its name, for people.</param>
    /// <exception cref="SignatureFormatException">The file is no such signature, or holds more than 256.</exception>
    public static IReadOnlyList<SignatureEvidence> Read(ReadOnlyMemory<byte> content, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!content.IsEmpty && content.Span[0] == CoseTag)
            return [Evidence(SignatureMediaTypes.NotaryCose, content, name)];
        List<ReadOnlyMemory<byte>> lines = Lines(content);
        if (lines.Count > MaxSignatures)
            throw new SignatureFormatException($"{name} holds more than {MaxSignatures} signatures.");
        return lines.Count > 1
            ? [.. lines.Select((line, i) => ReadOne(line, $"{name}:{i + 1}"))]
            : [ReadOne(content, name)];
    }

    /// <summary>A payload of simple signing with its signature and certificate, as cosign's options take them.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="signature">The signature in base64.</param>
    /// <param name="certificate">The certificate as PEM; null for none.</param>
    /// <param name="name">The name of the file, for people.</param>
    public static SignatureEvidence SimpleSigning(ReadOnlyMemory<byte> payload, string signature, string? certificate, string name)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Dictionary<string, string> annotations = new() { [CosignAnnotations.Signature] = signature.Trim() };
        if (certificate is not null)
            annotations[CosignAnnotations.Certificate] = certificate;
        return Evidence(SignatureMediaTypes.SimpleSigning, payload, name) with { Annotations = annotations };
    }

    private static SignatureEvidence ReadOne(ReadOnlyMemory<byte> content, string name)
    {
        using JsonDocument document = SignatureJson.Read(content, name);
        JsonElement root = document.RootElement;
        if (root.Text("mediaType") is { } type && SignatureMediaTypes.IsBundle(type))
            return Evidence(type, content, name);
        if (root.Text("payloadType") is not null)
            return Evidence(SignatureMediaTypes.Dsse, content, name);
        if (root.Text("Base64Signature") is { } signature)
            return Downloaded(root, signature, name);
        return root.Text("protected") is not null && root.Text("signature") is not null
            ? Evidence(SignatureMediaTypes.NotaryJws, content, name)
            : throw new SignatureFormatException($"{name} is no bundle, DSSE envelope, downloaded signature or Notary envelope.");
    }

    private static SignatureEvidence Downloaded(JsonElement root, string signature, string name)
    {
        SignatureEvidence evidence = SimpleSigning(
            SignatureBase64.Standard(root.Text("Payload"), $"the payload of {name}"), signature, Certificate(root, name), name);
        Dictionary<string, string> annotations = new(evidence.Annotations);
        if (root.Field("Bundle").ValueKind == JsonValueKind.Object)
            annotations[CosignAnnotations.Bundle] = root.Field("Bundle").GetRawText();
        if (root.Field("RFC3161Timestamp").ValueKind == JsonValueKind.Object)
            annotations[CosignAnnotations.Timestamp] = root.Field("RFC3161Timestamp").GetRawText();
        return evidence with { Annotations = annotations };
    }

    /// <summary>cosign prints Go's own form of a certificate, which has its bytes as <c>Raw</c>.</summary>
    private static string? Certificate(JsonElement root, string name) =>
        root.Field("Cert").ValueKind == JsonValueKind.Object
            ? System.Security.Cryptography.PemEncoding.WriteString(
                "CERTIFICATE", SignatureBase64.Standard(root.Field("Cert").Text("Raw"), $"the certificate of {name}"))
            : null;

    /// <summary>The lines that hold something, where each of them is an object.</summary>
    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> content)
    {
        List<ReadOnlyMemory<byte>> lines = [];
        while (!content.IsEmpty && lines.Count <= MaxSignatures)
        {
            int end = content.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            ReadOnlySpan<byte> trimmed = line.Span.Trim(" \t\r"u8);
            if (trimmed.IsEmpty)
                continue;
            if (trimmed[0] != '{' || trimmed[^1] != '}')
                return [];
            lines.Add(line);
        }
        return lines;
    }

    private static SignatureEvidence Evidence(string mediaType, ReadOnlyMemory<byte> content, string name) =>
        new() { MediaType = mediaType, Content = content, Location = name };
}
