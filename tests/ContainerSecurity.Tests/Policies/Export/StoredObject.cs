using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>A document as an API server shows it to its policies: typed scalars, quantities as text, no nulls.</summary>
internal static class StoredObject
{
    private static readonly string[] Quantities = ["limits", "requests", "capacity"];

    public static JsonElement Of(DocumentNode node) => JsonSerializer.SerializeToElement(Convert(node, isText: false));

    private static JsonNode? Convert(DocumentNode node, bool isText) => node switch
    {
        MappingNode mapping => Convert(mapping, isText),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(i => Convert(i, isText)).Where(i => i is not null)]),
        ScalarNode scalar => Convert(scalar, isText),
        _ => throw new NotSupportedException($"{node.Path} is not known."),
    };

    private static JsonObject Convert(MappingNode mapping, bool isText)
    {
        var converted = new JsonObject();
        foreach (MappingEntry entry in mapping.Entries)
            if (Convert(entry.Value, isText || Quantities.Contains(entry.Key) || entry.Key == "sizeLimit") is { } value)
                converted[entry.Key] = value;
        return converted;
    }

    private static JsonValue? Convert(ScalarNode scalar, bool isText)
    {
        if (scalar.IsNull)
            return null;
        if (scalar.Style != ScalarStyle.Plain || isText)
            return JsonValue.Create(scalar.Text);
        if (scalar.TryBoolean(out bool truth))
            return JsonValue.Create(truth);
        return scalar.TryInteger(out long number) ? JsonValue.Create(number) : JsonValue.Create(scalar.Text);
    }
}
