using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ContainerSecurity.SupplyChain.Advisories.Reading;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

/// <summary>Reads the JSON of a trusted root.</summary>
internal static class TrustedRootReader
{
    /// <summary>How many authorities or logs of one kind a root has at most.</summary>
    public const int MaxEntries = 256;

    /// <summary>How many certificates a chain has at most.</summary>
    public const int MaxChain = 16;

    private static readonly string[] MediaTypes =
    [
        "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "application/vnd.dev.sigstore.trustedroot+json;version=0.2",
        "application/vnd.dev.sigstore.trustedroot.v0.1+json",
        "application/vnd.dev.sigstore.trustedroot.v0.2+json",
    ];

    public static TrustedRoot Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Read(json, "The trusted root");
        JsonElement root = document.RootElement;
        if (!MediaTypes.Contains(root.Text("mediaType")))
            throw new SignatureFormatException("The file is no trusted root of Sigstore of version 0.1 or 0.2 (mediaType).");
        return new TrustedRoot(
            Entries(root, "certificateAuthorities", Authority),
            Entries(root, "timestampAuthorities", Authority),
            Entries(root, "ctlogs", Log),
            Entries(root, "tlogs", Log));
    }

    private static List<T> Entries<T>(JsonElement root, string name, Func<JsonElement, string, T?> read)
        where T : class
    {
        if (root.IsOther(name, JsonValueKind.Array) || root.Items(name).Count() > MaxEntries)
            throw new SignatureFormatException($"'{name}' of the trusted root is no list of at most {MaxEntries}.");
        return [.. root.Items(name).Select((entry, i) => read(entry, $"{name}[{i}]")).OfType<T>()];
    }

    private static TrustedAuthority Authority(JsonElement authority, string where)
    {
        List<JsonElement> certificates = [.. authority.Field("certChain").Items("certificates")];
        if (certificates.Count is 0 or > MaxChain)
            throw new SignatureFormatException($"The chain of {where} of the trusted root has no certificate, or more than {MaxChain}.");
        return new TrustedAuthority(
            [.. certificates.Select(c => Certificate(c, where))], Window(authority.Field("validFor"), where));
    }

    private static X509Certificate2 Certificate(JsonElement certificate, string where)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(
                SignatureBase64.Standard(certificate.Text("rawBytes"), $"a certificate of {where}"));
        }
        catch (CryptographicException e)
        {
            throw new SignatureFormatException($"A certificate of {where} of the trusted root is not valid.", e);
        }
    }

    /// <summary>
    /// A log whose key is of an unknown kind is left out: nothing can be verified with it, and a root may have keys of
    /// tomorrow.
    /// </summary>
    private static LogKey? Log(JsonElement log, string where)
    {
        JsonElement key = log.Field("publicKey");
        ValidityWindow window = Window(key.Field("validFor"), where);
        byte[] raw = SignatureBase64.Standard(key.Text("rawBytes"), $"the key of {where}");
        byte[] logId = SignatureBase64.Standard(log.Field("logId").Text("keyId"), $"the key id of {where}");
        byte[] checkpointId = log.Field("checkpointKeyId").Text("keyId") is { } own
            ? SignatureBase64.Standard(own, $"the checkpoint key id of {where}")
            : logId;
        if (logId.Length < LogKey.HintLength || checkpointId.Length < LogKey.HintLength)
            throw new SignatureFormatException($"The key id of {where} of the trusted root is too short.");
        try
        {
            bool isBare = key.Text("keyDetails")?.StartsWith("PKCS1_RSA", StringComparison.Ordinal) ?? false;
            return new LogKey(
                logId, NameOf(log.Text("baseUrl")), isBare ? VerificationKey.FromPkcs1(raw) : VerificationKey.FromDer(raw), window)
            {
                CheckpointId = checkpointId,
            };
        }
        catch (KeyFormatException)
        {
            return null;
        }
    }

    private static string NameOf(string? url)
    {
        int scheme = url?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        return (scheme < 0 ? url ?? "" : url![(scheme + 3)..]).TrimEnd('/');
    }

    private static ValidityWindow Window(JsonElement range, string where)
    {
        DateTimeOffset start = Time(range, "start", where)
            ?? throw new SignatureFormatException($"The time of {where} of the trusted root has no beginning (validFor.start).");
        return new ValidityWindow(start, Time(range, "end", where));
    }

    private static DateTimeOffset? Time(JsonElement range, string name, string where)
    {
        if (range.Field(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        return DateTimeOffset.TryParse(
            range.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new SignatureFormatException($"validFor.{name} of {where} of the trusted root is no time.");
    }
}
