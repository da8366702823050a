using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>Reads a body as the engine decodes it, into the engine's own names, and refuses what two readers could take differently.</summary>
/// <remarks>
/// Members are found by Go's folding. Refused are members given twice under it, text behind the value, values of another type than the engine's, bad
/// Unicode, and members that the engine's newest known version does not have, unless their value is Go's zero.
/// What is null is left out, as the engine does. The shape bounds the depth: what it does not know is not gone into.
/// </remarks>
internal static class BodyReader
{
    /// <summary>Reads an object.</summary>
    /// <exception cref="BodyProblemException">The body is refused.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body, JsonShape shape)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new BodyProblemException("The body must be one JSON object.");
            JsonObject read = ReadObject(ref reader, shape, "");
            return reader.Read() ? throw new BodyProblemException("Text stands behind the JSON object.") : read;
        }
        catch (JsonException e)
        {
            throw new BodyProblemException($"The body is not well-formed JSON (byte {e.BytePositionInLine} of line {e.LineNumber + 1}).");
        }
        catch (InvalidOperationException)
        {
            throw new BodyProblemException("A text of the body is no Unicode.");
        }
    }

    private static JsonObject ReadObject(ref Utf8JsonReader reader, JsonShape shape, string path)
    {
        var read = new JsonObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string written = reader.GetString()!, folded = GoNames.Fold(written);
            if (!seen.Add(folded))
                throw new BodyProblemException($"The member '{Below(path, Shown(written))}' is given twice; the engine knows no case in names, and joins the two.");
            reader.Read();
            if (shape.MemberOf(folded) is { } member)
            {
                if (ReadValue(ref reader, member.Shape, Below(path, member.Name)) is { } value)
                    read.Add(member.Name, value);
            }
            else if (!IsZero(ref reader))
                throw new BodyProblemException(shape.Misplaced.GetValueOrDefault(folded) is { } why
                    ? $"The member '{Below(path, Shown(written))}' {why}"
                    : $"The member '{Below(path, Shown(written))}' is not known here and was not judged; leave it out.");
        }
        return read;
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader, JsonShape shape, string path) => (shape.Kind, reader.TokenType) switch
    {
        (_, JsonTokenType.Null) => null,
        (JsonShapeKind.Text, JsonTokenType.String) => JsonValue.Create(reader.GetString()!),
        (JsonShapeKind.Boolean, JsonTokenType.True) => JsonValue.Create(true),
        (JsonShapeKind.Boolean, JsonTokenType.False) => JsonValue.Create(false),
        (JsonShapeKind.Integer, JsonTokenType.Number) when IsWhole(ref reader) && reader.TryGetInt64(out long number) => JsonValue.Create(number),
        (JsonShapeKind.Words, JsonTokenType.String) => new JsonArray(JsonValue.Create(reader.GetString()!)),
        (JsonShapeKind.List or JsonShapeKind.Words, JsonTokenType.StartArray) => ReadList(ref reader, shape.Item!, path),
        (JsonShapeKind.Map, JsonTokenType.StartObject) => ReadMap(ref reader, shape.Item!, path),
        (JsonShapeKind.Object, JsonTokenType.StartObject) => ReadObject(ref reader, shape, path),
        _ => throw new BodyProblemException($"'{path}' must be {Describe(shape)}."),
    };

    private static JsonArray ReadList(ref Utf8JsonReader reader, JsonShape item, string path)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(ReadValue(ref reader, item, $"{path}[{list.Count}]") ?? throw new BodyProblemException($"'{path}[{list.Count}]' is null."));
        return list;
    }

    /// <summary>The keys of a map are no names: they are compared as they are.</summary>
    private static JsonObject ReadMap(ref Utf8JsonReader reader, JsonShape value, string path)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (map.ContainsKey(key))
                throw new BodyProblemException($"The key '{Below(path, Shown(key))}' is given twice.");
            reader.Read();
            map.Add(key, ReadValue(ref reader, value, Below(path, Shown(key))) ?? ZeroOf(value));
        }
        return map;
    }

    /// <summary>Go keeps the key of a map whose value is null, with the zero of its type.</summary>
    private static JsonNode ZeroOf(JsonShape shape) => shape.Kind switch
    {
        JsonShapeKind.Text => JsonValue.Create(""),
        JsonShapeKind.List or JsonShapeKind.Words => new JsonArray(),
        JsonShapeKind.Boolean => JsonValue.Create(false),
        JsonShapeKind.Integer => JsonValue.Create(0L),
        _ => new JsonObject(),
    };

    /// <summary>Whether a value is Go's zero. An empty list is not: it may say "none of the defaults", as that of <c>MaskedPaths</c> does.</summary>
    private static bool IsZero(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.False => true,
        JsonTokenType.Number => reader.TryGetInt64(out long number) && number == 0,
        JsonTokenType.String => reader.GetString()!.Length == 0,
        _ => false,
    };

    /// <summary>The engine refuses <c>5.0</c> and <c>1e9</c> where it wants a whole number.</summary>
    private static bool IsWhole(ref Utf8JsonReader reader) => !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E');

    private static string Describe(JsonShape shape) => shape.Kind switch
    {
        JsonShapeKind.Text => "text",
        JsonShapeKind.Boolean => "true or false",
        JsonShapeKind.Integer => "a whole number",
        JsonShapeKind.List or JsonShapeKind.Words => "a list",
        _ => "an object",
    };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A name of the client's as messages show it.</summary>
    private static string Shown(string name)
    {
        const int Longest = 60;
        string text = name.Length > Longest ? string.Concat(name.AsSpan(0, Longest), "…") : name;
        return string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
    }
}
