using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// Reads JSON from files that nobody vouches for: bounded in depth and number of values, and with every string checked
/// beforehand.
/// </summary>
internal static class JsonText
{
    /// <summary>
    /// How deep values nest at most. A package-lock.json of version 1 nests once for each level of node_modules.
    /// </summary>
    public const int MaxDepth = 256;

    /// <summary>How many tokens a text has at most; each costs 12 bytes while the text is read.</summary>
    public const int MaxTokens = 6_000_000;

    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        MaxDepth = MaxDepth,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="PackageFormatException">The text is larger than the bounds, or a string in it is no text.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> content)
    {
        ReadOnlyMemory<byte> bytes = FileText.Bounded(content);
        Check(bytes.Span);
        return JsonDocument.Parse(bytes, DocumentOptions);
    }

    private static void Check(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        for (int tokens = 0; reader.Read(); tokens++)
        {
            if (tokens == MaxTokens)
                throw new PackageFormatException($"it holds more than {MaxTokens} values");
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && (reader.ValueIsEscaped || reader.ValueSpan.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0))
                CheckText(ref reader);
        }
    }

    /// <summary>
    /// Half a surrogate pair or a byte that is no UTF-8 would throw much later, when the string is asked for.
    /// </summary>
    private static void CheckText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new PackageFormatException($"the string at byte {reader.TokenStartIndex} is no Unicode text");
        }
    }
}
