using System.Text;
using System.Text.Json;

namespace ContainerSecurity.Conformance.Schemas;

/// <summary>
/// Makes the table of Kubernetes' kinds and fields from the API server's OpenAPI definitions, its list of resources,
/// and what the definitions do not say of Go's encoding.
/// </summary>
internal sealed class ObjectSchemaTable
{
    private const string Prefix = "#/definitions/";

    private static readonly string[] Shortened = ["io.k8s.api.", "io.k8s.apimachinery.pkg.apis.", "io.k8s."];

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["apimachinery.pkg.api.resource.Quantity"] = "q",
        ["apimachinery.pkg.util.intstr.IntOrString"] = "x",
        ["meta.v1.Time"] = "t",
        ["meta.v1.MicroTime"] = "m",
        ["meta.v1.FieldsV1"] = "j",
        ["apimachinery.pkg.runtime.RawExtension"] = "j",
        ["apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"] = "j",
        ["apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool"] = "j",
        ["apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray"] = "j",
        ["apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray"] = "j",
    };

    private readonly JsonElement definitions;
    private readonly ILookup<string, string> encoding;

    /// <summary>Reads the definitions.</summary>
    /// <param name="definitions">The member <c>definitions</c> of the OpenAPI document.</param>
    /// <param name="encoding">Lines of a word, a type and its fields.</param>
    public ObjectSchemaTable(JsonElement definitions, IEnumerable<string> encoding)
    {
        this.definitions = definitions;
        this.encoding = encoding.Where(l => !l.StartsWith('#')).Select(l => l.Split(' '))
            .SelectMany(p => p[2..].Select(f => (Key: $"{p[1]} {f}", Word: p[0])))
            .ToLookup(p => p.Key, p => p.Word);
    }

    /// <summary>Writes the table.</summary>
    /// <param name="resources">Lines of a resource, its group and version, whether it has namespaces, and its kind.</param>
    public string Write(IEnumerable<string> resources)
    {
        var text = new StringBuilder();
        text.Append("# The kinds and fields of Kubernetes 1.36, from its OpenAPI definitions (Apache-2.0, The Kubernetes Authors); written by ObjectSchemaTable, not by hand.\n");
        text.Append("# resource GROUP/VERSION KIND RESOURCE namespaced|cluster; kind GROUP/VERSION KIND TYPE; type NAME FIELD=TYPE...\n");
        text.Append("# s text, i integer, b boolean, n number, q quantity, x integer or text, t time, m time with microseconds, y bytes, j anything, [T#keys] list, {T} map; & set, ^ atomic, ! always written, * pointer, @ value, ? null\n");
        foreach (string line in resources)
            text.Append(Resource(line)).Append('\n');
        foreach (string line in definitions.EnumerateObject().SelectMany(Kinds).Order(StringComparer.Ordinal))
            text.Append(line).Append('\n');
        foreach (JsonProperty definition in definitions.EnumerateObject().OrderBy(d => Short(d.Name), StringComparer.Ordinal))
            if (definition.Value.TryGetProperty("properties", out JsonElement properties)
                && !Scalars.ContainsKey(Short(definition.Name))
                && !IsList(properties))
                text.Append(Type(Short(definition.Name), definition.Value, properties)).Append('\n');
        return text.ToString();
    }

    private static bool IsList(JsonElement properties) => properties.TryGetProperty("items", out _) && properties.TryGetProperty("kind", out _);

    private static string Resource(string line)
    {
        // The column of short names may be empty.
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int scope = Array.FindIndex(words, w => w is "true" or "false");
        return $"resource {words[scope - 1]} {words[scope + 1]} {words[0]} {(words[scope] == "true" ? "namespaced" : "cluster")}";
    }

    private static IEnumerable<string> Kinds(JsonProperty definition)
    {
        if (!definition.Value.TryGetProperty("x-kubernetes-group-version-kind", out JsonElement kinds) || kinds.GetArrayLength() != 1)
            yield break;
        JsonElement kind = kinds[0];
        string group = kind.GetProperty("group").GetString()!, name = kind.GetProperty("kind").GetString()!;
        if (!name.EndsWith("List", StringComparison.Ordinal))
            yield return $"kind {(group.Length == 0 ? "" : group + "/")}{kind.GetProperty("version").GetString()} {name} {Short(definition.Name)}";
    }

    private string Type(string name, JsonElement definition, JsonElement properties)
    {
        string[] required = definition.TryGetProperty("required", out JsonElement list) ? [.. list.EnumerateArray().Select(r => r.GetString()!)] : [];
        var text = new StringBuilder($"type {name}{(MapType(definition) == "atomic" ? "^" : "")}");
        foreach (JsonProperty field in properties.EnumerateObject())
            text.Append(' ').Append(field.Name).Append('=').Append(Field(name, field, required.Contains(field.Name)));
        return text.ToString();
    }

    private string Field(string type, JsonProperty field, bool isRequired)
    {
        string[] words = [.. encoding[$"{type} {field.Name}"]];
        string written = TypeOf(field.Value);
        bool isStruct = written.Contains('.', StringComparison.Ordinal) && !written.StartsWith('[') && !written.StartsWith('{');
        bool isValue = words.Contains("value") || (isStruct && (isRequired || field.Name is "metadata" or "spec" or "status") && !words.Contains("null"));
        return written
            + (isRequired || words.Contains("always") ? "!" : "")
            + (words.Contains("pointer") ? "*" : "")
            + (isValue ? "@" : "")
            + (words.Contains("null") ? "?" : "");
    }

    private static string TypeOf(JsonElement property)
    {
        if (property.TryGetProperty("$ref", out JsonElement reference))
            return (Scalars.TryGetValue(Short(reference.GetString()![Prefix.Length..]), out string? scalar)
                ? scalar
                : Short(reference.GetString()![Prefix.Length..]))
                + (MapType(property) == "atomic" ? "^" : "");
        return (Text(property, "type"), Text(property, "format")) switch
        {
            ("string", "byte") => "y",
            ("string", _) => "s",
            ("boolean", _) => "b",
            ("integer", _) => "i",
            ("number", _) => "n",
            ("array", _) => $"[{TypeOf(property.GetProperty("items"))}{Keys(property)}]",
            _ when property.TryGetProperty("additionalProperties", out JsonElement item) => $"{{{TypeOf(item)}}}" + (MapType(property) == "atomic" ? "^" : ""),
            _ => "j",
        };
    }

    private static string Keys(JsonElement property) => Text(property, "x-kubernetes-list-type") switch
    {
        "map" => "#" + string.Join(',', property.GetProperty("x-kubernetes-list-map-keys").EnumerateArray().Select(k => k.GetString())),
        "set" => "&",
        _ => "",
    };

    private static string MapType(JsonElement property) => Text(property, "x-kubernetes-map-type");

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static string Short(string name) =>
        Array.Find(Shortened, s => name.StartsWith(s, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : name;
}
