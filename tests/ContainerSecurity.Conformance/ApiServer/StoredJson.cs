using System.Text.Json.Nodes;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>Values as JSON that can be compared: keys in order, and without what the server draws or counts.</summary>
internal static class StoredJson
{
    private const string Drawn = "(drawn)";

    /// <summary>The JSON of a value; what is not known is text that says so.</summary>
    public static JsonNode Of(CelValue value) => value switch
    {
        { IsFailure: true } => JsonValue.Create(Drawn)!,
        _ when value.As<CelMap>() is { } map => OfMap(map),
        _ when value.As<CelList>() is { } list => new JsonArray([.. Enumerable.Range(0, list.Count).Select(i => Of(list[i]))]),
        { Kind: CelKind.Null } => null!,
        { Kind: CelKind.Bool } => JsonValue.Create(value == CelValue.True),
        { Kind: CelKind.Int } => JsonValue.Create(value.AsInt()),
        { Kind: CelKind.Double } => JsonValue.Create(value.AsDouble()),
        _ => JsonValue.Create(value.AsString())!,
    };

    /// <summary>The same object with its keys in order, generated names cut, and empty lists as the null that storing makes of them.</summary>
    public static JsonNode Normalize(JsonObject node)
    {
        JsonObject copy = node.DeepClone().AsObject();
        if (copy["metadata"] is JsonObject metadata)
        {
            foreach (string name in new[] { "uid", "creationTimestamp", "managedFields", "resourceVersion" })
                metadata.Remove(name);
            if (metadata["generateName"] is { } prefix)
                metadata["name"] = prefix.GetValue<string>();
        }
        return Sort(copy)!;
    }

    private static JsonObject OfMap(CelMap map)
    {
        var json = new JsonObject();
        foreach (CelValue key in map.Keys)
            if (!key.IsFailure && map.TryGet(key, out CelValue value))
                json[key.ToString()] = Of(value);
        return json;
    }

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(p.Key, p.Value is JsonArray { Count: 0 } ? null : Sort(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sort)]),
        null => null,
        _ => node.DeepClone(),
    };
}
