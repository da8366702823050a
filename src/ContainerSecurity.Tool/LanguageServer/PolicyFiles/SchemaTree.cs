using System.Text.Json;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.LanguageServer.PolicyFiles;

/// <summary>The schema of policy files, asked by path.</summary>
internal sealed class SchemaTree
{
    private static readonly Lazy<SchemaTree> Shared = new(() => new SchemaTree());
    private readonly JsonElement root;

    private SchemaTree()
    {
        using var text = new StringWriter();
        PolicySchema.Write(text);
        using var document = JsonDocument.Parse(text.ToString());
        root = document.RootElement.Clone();
    }

    public static SchemaTree Policies => Shared.Value;

    /// <summary>What may stand at a path: all alternatives.</summary>
    public IReadOnlyList<JsonElement> At(IEnumerable<string> path)
    {
        List<JsonElement> nodes = [.. Expand(root)];
        foreach (string step in path)
            nodes = [.. nodes.SelectMany(n => Step(n, step)).SelectMany(Expand)];
        return nodes;
    }

    /// <summary>The properties of what may stand at a path, each once.</summary>
    public IEnumerable<JsonProperty> Properties(IEnumerable<string> path) => At(path)
        .SelectMany(n => n.TryGetProperty("properties", out JsonElement properties) ? properties.EnumerateObject().AsEnumerable() : [])
        .DistinctBy(p => p.Name);

    /// <summary>The words that may stand at a path.</summary>
    public IEnumerable<string> Words(IEnumerable<string> path) => At(path).SelectMany(WordsOf).Distinct();

    /// <summary>The description of what stands at a path; null where it has none.</summary>
    public string? Description(IReadOnlyList<string> path) =>
        path.Count == 0 ? null : At(path.SkipLast(1)).SelectMany(n => Step(n, path[^1])).Select(DescriptionOf).FirstOrDefault(d => d is not null);

    public static string? DescriptionOf(JsonElement node) => node.TryGetProperty("description", out JsonElement text) ? text.GetString() : null;

    /// <summary>Whether a mapping or a list stands there, which begins on the next line.</summary>
    public bool IsNested(JsonElement node) => Expand(node).All(n => n.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
        && type.GetString() is "object" or "array");

    private static IEnumerable<JsonElement> Step(JsonElement node, string step)
    {
        if (step == YamlPath.Item)
            return node.TryGetProperty("items", out JsonElement items) ? [items] : [];
        if (node.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(step, out JsonElement property))
            return [property];
        return node.TryGetProperty("additionalProperties", out JsonElement other) && other.ValueKind == JsonValueKind.Object ? [other] : [];
    }

    private IEnumerable<JsonElement> Expand(JsonElement node)
    {
        if (node.TryGetProperty("$ref", out JsonElement reference))
        {
            string[] steps = reference.GetString()!.Split('/');
            return Expand(root.GetProperty(steps[^2]).GetProperty(steps[^1]));
        }
        foreach (string alternatives in new[] { "allOf", "anyOf" })
            if (node.TryGetProperty(alternatives, out JsonElement list))
                return list.EnumerateArray().SelectMany(Expand);
        return [node];
    }

    private static IEnumerable<string> WordsOf(JsonElement node) =>
        node.TryGetProperty("enum", out JsonElement words) ? words.EnumerateArray().Select(w => w.ToString())
        : node.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.GetString() == "boolean" ? ["true", "false"]
        : [];
}
