using System.Text.Json;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>Reads JSON as Go decodes it: every number is a floating-point one.</summary>
internal static class GoJsonReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 500 };

    /// <summary>Reads a text; null and Go's error where it is no JSON.</summary>
    public static GoValue? Read(string text, out string error)
    {
        error = "";
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return ValueOf(document.RootElement);
        }
        catch (JsonException failure)
        {
            error = Message(text, failure);
            return null;
        }
    }

    /// <summary>Reads the value that a text begins with, whatever follows it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The number of characters that the value takes.</param>
    /// <exception cref="FormatException">The text does not begin with a value.</exception>
    public static GoValue ReadFirst(string text, out int length)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Options.MaxDepth, AllowMultipleValues = true });
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            length = System.Text.Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.BytesConsumed);
            return ValueOf(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new FormatException(Message(text, failure));
        }
    }

    private static GoValue ValueOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new MapValue(GoType.Map);
                foreach (JsonProperty member in element.EnumerateObject())
                    map.Set(member.Name, ValueOf(member.Value));
                return map;
            case JsonValueKind.Array:
                return new ListValue(GoType.List, [.. element.EnumerateArray().Select(ValueOf)]);
            case JsonValueKind.String:
                return GoValue.Of(element.GetString()!);
            case JsonValueKind.Number:
                return new FloatValue(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return GoValue.Of(element.GetBoolean());
            default:
                return NilValue.Value;
        }
    }

    private static string Message(string text, JsonException failure)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        int at = Offset(bytes, failure);
        if (at >= bytes.Length)
            return "unexpected end of JSON input";
        int before = at - 1;
        while (before >= 0 && bytes[before] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            before--;
        string wanted = before >= 0 && bytes[before] == '{' ? "beginning of object key string" : "beginning of value";
        return $"invalid character '{(char)bytes[at]}' looking for {wanted}";
    }

    private static int Offset(byte[] bytes, JsonException failure)
    {
        int at = 0;
        for (long line = failure.LineNumber ?? 0; line > 0 && at >= 0; line--)
            at = Array.IndexOf(bytes, (byte)'\n', at) + 1;
        return at + (int)(failure.BytePositionInLine ?? 0);
    }
}
