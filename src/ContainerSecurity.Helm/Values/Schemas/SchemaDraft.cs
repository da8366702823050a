using System.Text.Json.Nodes;
using Json.Schema;

namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>Tells which draft of JSON Schema a schema is written in, and brings draft 4 into the form of draft 6.</summary>
internal static class SchemaDraft
{
    private const string SchemaKey = "$schema";

    /// <summary>The dialect of a schema, from which its mark is taken; null for one that is none of drafts 4 to 2020-12.</summary>
    /// <param name="schema">The schema, which is changed.</param>
    public static Dialect? Take(JsonNode? schema)
    {
        string id = (schema as JsonObject)?[SchemaKey] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        string name = id.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).TrimEnd('#', '/');
        Dialect? dialect = name switch
        {
            // What names no draft is of the newest.
            "" or "json-schema.org/schema" or "json-schema.org/draft/2020-12/schema" => Dialect.Draft202012,
            "json-schema.org/draft/2019-09/schema" => Dialect.Draft201909,
            "json-schema.org/draft-07/schema" => Dialect.Draft07,
            "json-schema.org/draft-06/schema" or "json-schema.org/draft-04/schema" => Dialect.Draft06,
            _ => null,
        };
        if (dialect is not null)
            Normalize(schema, isFourth: name == "json-schema.org/draft-04/schema");
        return dialect;
    }

    private static void Normalize(JsonNode? node, bool isFourth)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                Normalize(item, isFourth);
            return;
        }
        if (node is not JsonObject schema)
            return;
        if (schema[SchemaKey] is JsonValue)
            schema.Remove(SchemaKey);
        if (isFourth)
        {
            if (schema["id"] is JsonValue id && !schema.ContainsKey("$id"))
            {
                schema.Remove("id");
                schema["$id"] = id;
            }
            MoveBound(schema, "minimum", "exclusiveMinimum");
            MoveBound(schema, "maximum", "exclusiveMaximum");
        }
        foreach (KeyValuePair<string, JsonNode?> member in schema.ToArray())
            if (member.Key is not ("enum" or "const" or "default" or "examples"))
                Normalize(member.Value, isFourth);
    }

    /// <summary>In draft 4 a truth value says of a bound that it is outside itself.</summary>
    private static void MoveBound(JsonObject schema, string bound, string exclusive)
    {
        if (schema[exclusive] is not JsonValue mark || !mark.TryGetValue(out bool isExclusive))
            return;
        schema.Remove(exclusive);
        if (isExclusive && schema[bound] is { } value)
        {
            schema.Remove(bound);
            schema[exclusive] = value;
        }
    }
}
