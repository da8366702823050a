using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Signatures;

/// <summary>
/// Reads JSON of signatures, which decides who is believed: no duplicate names, no comments, no trailing commas, no
/// text that is not Unicode, bounded in length and depth.
/// </summary>
internal static class SignatureJson
{
    /// <summary>How many bytes an envelope, a bundle or a payload has at most. An attestation may hold a whole SBOM.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>How deep values nest at most.</summary>
    public const int MaxDepth = 64;

    /// <summary>Texts are written as they are: one value has one text, and other tools write it so.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads one object.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="what">What they are, as the beginning of a sentence.</param>
    /// <exception cref="SignatureFormatException">The bytes are no such JSON.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> content, string what)
    {
        if (content.Length > MaxLength)
            throw new SignatureFormatException($"{what} is longer than {MaxLength} bytes.");
        JsonDocument? document = null;
        try
        {
            CheckTexts(content.Span);
            document = JsonDocument.Parse(content, Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SignatureFormatException($"{what} is no valid JSON: {Plain(e)}", e);
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new SignatureFormatException($"{what} is no JSON object.");
    }

    /// <summary>Half a surrogate pair or a byte that is no UTF-8 would throw much later, when the text is asked for.</summary>
    private static void CheckTexts(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && (reader.ValueIsEscaped || reader.ValueSpan.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0))
                reader.GetString();
        }
    }

    private static string Plain(Exception e) => e switch
    {
        JsonException { LineNumber: { } line, BytePositionInLine: { } column } =>
            $"line {line + 1}, byte {column + 1} cannot be read.",
        JsonException => "it is malformed, or a name stands twice in one object.",
        _ => "a text in it is no Unicode.",
    };
}
