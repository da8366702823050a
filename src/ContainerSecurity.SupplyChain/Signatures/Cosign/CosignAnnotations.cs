using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Signatures.Sigstore;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Logs;

namespace ContainerSecurity.SupplyChain.Signatures.Cosign;

/// <summary>
/// What cosign keeps in the annotations of a layer beside a signature (cosign's SIGNATURE_SPEC). A chain there is not
/// looked at: only the trusted root has authorities.
/// </summary>
internal static class CosignAnnotations
{
    public const string Signature = "dev.cosignproject.cosign/signature";
    public const string Certificate = "dev.sigstore.cosign/certificate";
    public const string Bundle = "dev.sigstore.cosign/bundle";
    public const string Timestamp = "dev.sigstore.cosign/rfc3161timestamp";

    /// <exception cref="SignatureFormatException">An annotation is malformed.</exception>
    public static SigningMaterial Read(IReadOnlyDictionary<string, string> annotations) => new()
    {
        Certificate = Text(annotations, Certificate) is { } pem ? ReadCertificate(pem) : null,
        Entries = Text(annotations, Bundle) is { } bundle ? [ReadEntry(bundle)] : [],
        Timestamps = Text(annotations, Timestamp) is { } timestamp ? [ReadTimestamp(timestamp)] : [],
    };

    private static string? Text(IReadOnlyDictionary<string, string> annotations, string name) =>
        annotations.TryGetValue(name, out string? text) && text.Trim() is not ("" or "null") ? text : null;

    private static X509Certificate2 ReadCertificate(string pem)
    {
        try
        {
            (string label, byte[] der) = PemText.ReadOne(pem, VerificationKey.MaxPemLength);
            return label == "CERTIFICATE"
                ? BundleReader.Certificate(der)
                : throw new SignatureFormatException($"The annotation '{Certificate}' holds no certificate.");
        }
        catch (KeyFormatException e)
        {
            throw new SignatureFormatException($"The annotation '{Certificate}' holds no certificate: {e.Message}", e);
        }
    }

    private static LogEntry ReadEntry(string text)
    {
        using JsonDocument document = SignatureJson.Read(Encoding.UTF8.GetBytes(text), $"The annotation '{Bundle}'");
        JsonElement payload = document.RootElement.Field("Payload");
        byte[] body = SignatureBase64.Standard(payload.Text("body"), "the body of the log's entry");
        using JsonDocument entry = SignatureJson.Read(body, "The entry of the transparency log");
        return new LogEntry
        {
            Kind = entry.RootElement.Text("kind") ?? "",
            Version = entry.RootElement.Text("apiVersion") ?? "",
            LogId = Hex(payload.Text("logID")),
            Index = BundleReader.Number(payload, "logIndex", "the entry of the transparency log"),
            IntegratedTime = BundleReader.Number(payload, "integratedTime", "the entry of the transparency log"),
            Body = body,
            Promise = SignatureBase64.Standard(
                document.RootElement.Text("SignedEntryTimestamp"), "the promise of the transparency log"),
        };
    }

    private static ReadOnlyMemory<byte> ReadTimestamp(string text)
    {
        using JsonDocument document = SignatureJson.Read(Encoding.UTF8.GetBytes(text), $"The annotation '{Timestamp}'");
        return SignatureBase64.Standard(document.RootElement.Text("SignedRFC3161Timestamp"), "the time stamp");
    }

    private static byte[] Hex(string? text)
    {
        try
        {
            if (text is not null && !text.AsSpan().ContainsAnyInRange('A', 'Z'))
                return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new SignatureFormatException("The id of the transparency log is no lower-case hexadecimal text.");
    }
}
