using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Answers;

/// <summary>Walks one answer of the engine.</summary>
internal sealed class AnswerWalk(DockerVisibility visibility, Func<DockerObjectKind, string, DockerObject?>? lookup)
{
    /// <summary>The filtered answer.</summary>
    /// <exception cref="FormatException">The answer is not what the endpoint gives.</exception>
    public JsonNode? Apply(DockerEndpoint endpoint, JsonNode? root) => endpoint.Action switch
    {
        "container.list" => List(root, DockerObjectKind.Container),
        "image.list" => List(root, DockerObjectKind.Image),
        "network.list" => List(root, DockerObjectKind.Network),
        "service.list" => List(root, DockerObjectKind.Service),
        "task.list" => List(root, DockerObjectKind.Task),
        "secret.list" => List(root, DockerObjectKind.Secret),
        "config.list" => List(root, DockerObjectKind.Config),
        "volume.list" => Volumes(Object(root)),
        "network.inspect" => RedactNetwork(Object(root)),
        "system.info" => HostAnswers.RedactInfo(Object(root)),
        "system.df" => DiskUsage(Object(root)),
        _ => throw new FormatException($"The answer of '{endpoint}' cannot be filtered."),
    };

    /// <summary>Returns whether the object of an event is seen.</summary>
    public bool ShowsEvent(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("Type", out JsonElement type)
            || !item.TryGetProperty("Actor", out JsonElement actor))
            return false;
        if (!actor.TryGetProperty("ID", out JsonElement id) || id.GetString() is not { Length: > 0 } name)
            return false;
        DockerObjectKind? kind = type.GetString() switch
        {
            "container" => DockerObjectKind.Container,
            "image" => DockerObjectKind.Image,
            "network" => DockerObjectKind.Network,
            "volume" => DockerObjectKind.Volume,
            "service" => DockerObjectKind.Service,
            "secret" => DockerObjectKind.Secret,
            "config" => DockerObjectKind.Config,
            _ => null,
        };
        return kind is { } known && (OfEvent(known, name, actor) ?? lookup?.Invoke(known, name)) is { } target && visibility.Sees(target)
            && !NamesForeign(known, actor);
    }

    /// <summary>A container's events carry its labels and image, an image's its name. Those of others carry what their drivers say, and are looked
    /// up.</summary>
    private static DockerObject? OfEvent(DockerObjectKind kind, string id, JsonElement actor)
    {
        if (!actor.TryGetProperty("Attributes", out JsonElement attributes) || attributes.ValueKind != JsonValueKind.Object)
            return null;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty attribute in attributes.EnumerateObject())
            labels[attribute.Name] = attribute.Value.GetString() ?? "";
        return kind switch
        {
            DockerObjectKind.Container => new DockerObject(kind, id)
            {
                Name = labels.GetValueOrDefault("name", ""),
                Labels = labels,
                Images = labels.TryGetValue("image", out string? image) ? [image] : []
            },
            DockerObjectKind.Image => new DockerObject(kind, id) { Images = [labels.GetValueOrDefault("name", id)] },
            _ => null,
        };
    }

    /// <summary>An event of a network or volume may name a container of somebody else.</summary>
    private bool NamesForeign(DockerObjectKind kind, JsonElement actor) =>
        kind is DockerObjectKind.Network or DockerObjectKind.Volume
        && actor.TryGetProperty("Attributes", out JsonElement attributes) && attributes.TryGetProperty("container", out JsonElement container)
        && (container.GetString() is not { } id || lookup?.Invoke(DockerObjectKind.Container, id) is not { } named || !visibility.Sees(named));

    private JsonArray? List(JsonNode? root, DockerObjectKind kind)
    {
        if (root is null)
            return null;
        var kept = new JsonArray();
        foreach (JsonNode? item in (root as JsonArray ?? throw new FormatException("The engine's answer is no list.")).ToArray())
            if (Find(kind, item) is { } target && visibility.Sees(target))
                kept.Add(Redact(kind, (JsonObject)item!.DeepClone()));
        return kept;
    }

    private DockerObject? Find(DockerObjectKind kind, JsonNode? item)
    {
        if (item is not JsonObject owner)
            throw new FormatException("The engine's answer holds what is no object.");
        using JsonDocument document = JsonDocument.Parse(owner.ToJsonString());
        // A task belongs to its service.
        if (kind == DockerObjectKind.Task && owner["ServiceID"] is JsonValue service && service.TryGetValue(out string? id)
            && lookup?.Invoke(DockerObjectKind.Service, id) is { } found)
            return found with { Kind = DockerObjectKind.Task };
        return DockerObject.From(kind, document.RootElement);
    }

    private JsonObject Redact(DockerObjectKind kind, JsonObject item) => kind switch
    {
        DockerObjectKind.Network => RedactNetwork(item),
        DockerObjectKind.Image => RedactImage(item),
        _ => item,
    };

    /// <summary>Which containers are in a network, and where its addresses are given, concerns those who see them.</summary>
    private JsonObject RedactNetwork(JsonObject network)
    {
        var kept = new JsonObject();
        foreach (KeyValuePair<string, JsonNode?> container in network["Containers"] as JsonObject ?? [])
            if (lookup?.Invoke(DockerObjectKind.Container, container.Key) is { } target && visibility.Sees(target))
                kept.Add(container.Key, container.Value?.DeepClone());
        if (network.ContainsKey("Containers"))
            network["Containers"] = kept;
        network.Remove("Services");
        network.Remove("Peers");
        network.Remove("Status");
        return network;
    }

    /// <summary>An image may have names of several teams.</summary>
    private JsonObject RedactImage(JsonObject image)
    {
        foreach (string list in (string[])["RepoTags", "RepoDigests"])
            if (image[list] is JsonArray names)
                image[list] = new JsonArray([.. names.Where(n => visibility.SeesImageName(n!.GetValue<string>())).Select(n => n!.DeepClone())]);
        if (image.ContainsKey("Containers"))
            image["Containers"] = -1;
        return image;
    }

    private JsonObject Volumes(JsonObject root)
    {
        JsonNode? volumes = List(root["Volumes"], DockerObjectKind.Volume);
        root["Volumes"] = volumes;
        return root;
    }

    /// <summary>What is used by what is seen; sums over all are made anew, and what builds left behind is nobody's.</summary>
    private JsonObject DiskUsage(JsonObject root)
    {
        var kept = new JsonObject();
        foreach ((string name, DockerObjectKind kind) in ((string, DockerObjectKind)[])[("Images", DockerObjectKind.Image),
            ("Containers", DockerObjectKind.Container), ("Volumes", DockerObjectKind.Volume)])
            if (root.ContainsKey(name))
                kept[name] = List(root[name], kind);
        if (root.ContainsKey("LayersSize"))
            kept["LayersSize"] = (kept["Images"] as JsonArray)?.Sum(i => i!["Size"] is JsonValue size && size.TryGetValue(out long bytes) ? bytes : 0) ?? 0;
        if (root.ContainsKey("BuildCache"))
            kept["BuildCache"] = new JsonArray();
        foreach ((string name, DockerObjectKind kind) in ((string, DockerObjectKind)[])[("ImageUsage", DockerObjectKind.Image),
            ("ContainerUsage", DockerObjectKind.Container), ("VolumeUsage", DockerObjectKind.Volume)])
            if (root[name] is JsonObject usage)
                kept[name] = Usage(usage, kind);
        return kept;
    }

    /// <summary>The form of API 1.52 and later.</summary>
    private JsonObject Usage(JsonObject usage, DockerObjectKind kind)
    {
        JsonArray? items = List(usage["Items"], kind);
        return new JsonObject { ["TotalCount"] = items?.Count ?? 0, ["ActiveCount"] = 0, ["TotalSize"] = 0, ["Reclaimable"] = 0, ["Items"] = items };
    }

    private static JsonObject Object(JsonNode? node) => node as JsonObject ?? throw new FormatException("The engine's answer is no object.");
}
