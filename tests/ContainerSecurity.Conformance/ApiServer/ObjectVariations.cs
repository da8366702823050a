using System.Text.Json.Nodes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Conformance.ApiServer;

/// <summary>Other ways to write an object, all of which are the same object to the API server.</summary>
internal static class ObjectVariations
{
    /// <summary>The variations, each with what it does.</summary>
    public static IEnumerable<(string What, JsonObject Object)> Of(JsonObject written)
    {
        if (ObjectSchemas.Find(written["apiVersion"]!.GetValue<string>(), written["kind"]!.GetValue<string>()) is not { } schema)
            yield break;
        yield return ("keys the other way round", Reverse(written)!.AsObject());
        yield return ("nulls", Add(written, schema, _ => (true, null)));
        yield return ("empty collections", Add(
            written,
            schema,
            f => f.IsAlwaysWritten ? default
                : f.Type.Shape == FieldShape.List ? (true, new JsonArray())
                : f.Type.Shape == FieldShape.Map ? (true, new JsonObject())
                : default));
        yield return ("zeros", Add(written, schema, f => f.IsPointer || f.IsAlwaysWritten ? default : f.Type.Shape switch
        {
            FieldShape.Text => (true, JsonValue.Create("")),
            FieldShape.Integer => (true, JsonValue.Create(0)),
            FieldShape.Boolean => (true, JsonValue.Create(false)),
            _ => default,
        }));
        yield return ("fields that are not read", Unknown(written, schema));
        yield return ("defaults", Read(written));
    }

    private static JsonNode? Reverse(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(p => KeyValuePair.Create(p.Key, Reverse(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reverse)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Add(JsonObject map, ObjectSchema schema, Func<SchemaField, (bool, JsonNode?)> value)
    {
        JsonObject copy = Each(map, schema, (m, s) => Add(m, s, value));
        foreach (SchemaField field in schema.Fields)
            if (!copy.ContainsKey(field.Name) && value(field) is (true, var given))
                copy[field.Name] = given;
        return copy;
    }

    private static JsonObject Unknown(JsonObject map, ObjectSchema schema)
    {
        JsonObject copy = Each(map, schema, Unknown);
        copy["notAField"] = "x";
        return copy;
    }

    private static JsonObject Each(JsonObject map, ObjectSchema schema, Func<JsonObject, ObjectSchema, JsonObject> change) =>
        new(map.Select(p => KeyValuePair.Create(p.Key, schema[p.Key] is { } field ? Below(p.Value, field.Type, change) : p.Value?.DeepClone())));

    private static JsonNode? Below(JsonNode? node, FieldType type, Func<JsonObject, ObjectSchema, JsonObject> change) => (node, type) switch
    {
        (JsonObject map, { Schema: { } schema }) => change(map, schema),
        (JsonArray list, { Item: { } item }) => new JsonArray([.. list.Select(i => Below(i, item, change))]),
        _ => node?.DeepClone(),
    };

    /// <summary>The object as it is decoded, completed and encoded again.</summary>
    private static JsonObject Read(JsonObject written)
    {
        var node = (MappingNode)ApiServerCorpus.Read(written.ToJsonString())[0];
        CelValue read = DocumentValue.Of(TypedObject.Read(node)!.Node);
        return StoredJson.Of(AdmissionObjects.WithoutUnknown(read)).AsObject();
    }
}
