using System.Text.Json;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>An object of the engine, as far as decisions need it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its full ID; of a volume its name.</param>
public sealed record DockerObject(DockerObjectKind Kind, string Id)
{
    private const int MaxDepth = 64;

    /// <summary>Its name, without the slash before a container's.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The image of a container; the names and digests of an image.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Reads what the engine says of one object, inspected or in a list.</summary>
    /// <param name="kind">The kind of object.</param>
    /// <param name="json">The engine's answer.</param>
    /// <returns>The object; null where the answer is none.</returns>
    public static DockerObject? FromInspect(DockerObjectKind kind, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return From(kind, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads an object of an answer; null where it has neither an ID nor a name.</summary>
    /// <exception cref="InvalidOperationException">A text of the answer is no Unicode.</exception>
    internal static DockerObject? From(DockerObjectKind kind, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        JsonElement spec = Below(item, "Spec"), config = Below(item, "Config");
        string name = Text(item, "Name") ?? Text(spec, "Name") ?? Texts(item, "Names").FirstOrDefault() ?? "";
        string? id = kind == DockerObjectKind.Volume ? Text(item, "Name") : Text(item, "Id") ?? Text(item, "ID");
        if (string.IsNullOrEmpty(id))
            return null;
        return new DockerObject(kind, id)
        {
            Name = name.TrimStart('/'),
            Labels = LabelsOf(kind, item, spec, config),
            Images = kind == DockerObjectKind.Image
                ? [.. Texts(item, "RepoTags"), .. Texts(item, "RepoDigests")]
                : Text(config, "Image") is { } image ? [image] : kind is DockerObjectKind.Container && Text(item, "Image") is { } listed ? [listed] : [],
        };
    }

    private static Dictionary<string, string> LabelsOf(DockerObjectKind kind, JsonElement item, JsonElement spec, JsonElement config)
    {
        JsonElement source = kind is DockerObjectKind.Container or DockerObjectKind.Exec && config.ValueKind == JsonValueKind.Object ? config
            : kind is DockerObjectKind.Task ? Below(spec, "ContainerSpec")
            : spec.ValueKind == JsonValueKind.Object ? spec
            : kind is DockerObjectKind.Image && config.ValueKind == JsonValueKind.Object ? config : item;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Below(source, "Labels") is { ValueKind: JsonValueKind.Object } map)
            foreach (JsonProperty label in map.EnumerateObject())
                labels[label.Name] = label.Value.ValueKind == JsonValueKind.String ? label.Value.GetString()! : "";
        return labels;
    }

    private static JsonElement Below(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Below(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        Below(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String)
            .Select(t => t.GetString()!) : [];
}
