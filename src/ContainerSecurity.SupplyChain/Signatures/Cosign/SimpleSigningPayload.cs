using System.Text.Json;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Signatures.Cosign;

/// <summary>
/// The payload of cosign's simple signing: the image's digest, the name it was signed under, which decides nothing, and
/// annotations.
/// </summary>
public sealed class SimpleSigningPayload
{
    /// <summary>The only type that is accepted. Red Hat's “atomic container signature” is another scheme.</summary>
    public const string PayloadType = "cosign container image signature";

    private SimpleSigningPayload(string reference, Digest digest, IReadOnlyDictionary<string, string> annotations)
    {
        Reference = reference;
        ManifestDigest = digest;
        Annotations = annotations;
    }

    /// <summary>The name under which the image was signed (<c>docker-reference</c>); may be empty.</summary>
    public string Reference { get; }

    /// <summary>The digest of the signed manifest or index.</summary>
    public Digest ManifestDigest { get; }

    /// <summary>What was said besides (<c>optional</c>): texts as they are, other values as JSON.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; }

    /// <summary>Reads a payload whose signature was verified.</summary>
    /// <exception cref="SignatureFormatException">The bytes are no such payload, or a name stands in it twice.</exception>
    public static SimpleSigningPayload Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadVerified(json);
        }
        catch (SignatureRefusedException e)
        {
            throw new SignatureFormatException(e.Message, e);
        }
    }

    /// <summary>Writes a payload as cosign does.</summary>
    /// <param name="reference">The image's name without tag and digest; may be empty.</param>
    /// <param name="digest">The digest of the manifest or index.</param>
    /// <param name="annotations">What is said besides; null for nothing.</param>
    public static byte[] Write(string reference, Digest digest, IReadOnlyDictionary<string, string>? annotations = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(digest);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, SignatureJson.Writing))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("critical");
            writer.WriteStartObject("identity");
            writer.WriteString("docker-reference", reference);
            writer.WriteEndObject();
            writer.WriteStartObject("image");
            writer.WriteString("docker-manifest-digest", digest.ToString());
            writer.WriteEndObject();
            writer.WriteString("type", PayloadType);
            writer.WriteEndObject();
            WriteAnnotations(writer, annotations);
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    internal static SimpleSigningPayload ReadVerified(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Read(json, "The signed payload");
        JsonElement critical = document.RootElement.Field("critical");
        if (critical.Text("type") != PayloadType)
            throw new SignatureRefusedException(
                RefusalReason.PayloadType, $"The signed payload is not of the type '{PayloadType}' (critical.type).");
        if (critical.Field("image").Text("docker-manifest-digest") is not { } text || !Digest.TryParse(text, out Digest? digest))
            throw new SignatureFormatException("The signed payload names no image (critical.image.docker-manifest-digest).");
        if (critical.Field("identity").IsOther("docker-reference", JsonValueKind.String)
            || document.RootElement.IsOther("optional", JsonValueKind.Object))
            throw new SignatureFormatException("The docker-reference or the optional part of the signed payload is of a wrong kind.");
        return new SimpleSigningPayload(
            critical.Field("identity").Text("docker-reference") ?? "",
            digest!,
            document.RootElement.Field("optional").Fields().ToDictionary(f => f.Name, f => Shown(f.Value)));
    }

    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static void WriteAnnotations(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? annotations)
    {
        if (annotations is null)
        {
            writer.WriteNull("optional");
            return;
        }
        writer.WriteStartObject("optional");
        foreach ((string name, string value) in annotations)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
