using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening;

/// <content>The patch as JSON.</content>
public sealed partial record HardeningResult
{
    /// <summary>The patch as the JSON text of RFC 6902; <c>[]</c> where there is nothing to do.</summary>
    public string ToJsonPatch()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (PatchOperation operation in Operations)
                Write(writer, operation);
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Applies the patch.</summary>
    /// <param name="target">The object as JSON, which is changed.</param>
    /// <exception cref="ArgumentException">The object is not the one that was hardened: it has no such place.</exception>
    public void ApplyTo(JsonNode target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (PatchOperation operation in Operations)
            Apply(target, operation);
    }

    private static void Apply(JsonNode target, PatchOperation operation)
    {
        string[] tokens = [.. operation.Path.Split('/').Skip(1).Select(Unescape)];
        JsonNode? at = target;
        foreach (string token in tokens.SkipLast(1))
            at = at is JsonArray items ? items[Index(token, items, operation)] : (at as JsonObject)?[token];
        JsonNode? value = operation.Value is null ? null : ToJson(operation.Value);
        string last = tokens[^1];
        switch (at)
        {
            case JsonObject map when operation.Kind == PatchKind.Remove:
                map.Remove(last);
                break;
            case JsonObject map:
                map[last] = value;
                break;
            case JsonArray list when operation.Kind == PatchKind.Remove:
                list.RemoveAt(Index(last, list, operation));
                break;
            case JsonArray list when operation.Kind == PatchKind.Add && last == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list[Index(last, list, operation)] = value;
                break;
            default:
                throw new ArgumentException($"The object has no '{operation.Path}'.", nameof(target));
        }
    }

    private static string Unescape(string token) => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static int Index(string token, JsonArray list, PatchOperation operation) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count
            ? index
            : throw new ArgumentException($"The object has no '{operation.Path}'.", nameof(token));

    private static void Write(Utf8JsonWriter writer, PatchOperation operation)
    {
        writer.WriteStartObject();
        writer.WriteString("op", operation.Kind switch { PatchKind.Add => "add", PatchKind.Replace => "replace", _ => "remove" });
        writer.WriteString("path", operation.Path);
        if (operation.Value is { } value)
        {
            writer.WritePropertyName("value");
            ToJson(value)!.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static JsonNode? ToJson(DocumentNode node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        SequenceNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        ScalarNode scalar when scalar.TryBoolean(out bool value) => JsonValue.Create(value),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };
}
