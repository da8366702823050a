using System.Text.Json;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>What is known of the objects that events are about. An object that is gone is known from before.</summary>
internal sealed class EventObjects(EngineObjects objects)
{
    /// <summary>How many objects are remembered; beyond, what is gone is nobody's.</summary>
    private const int MaxCount = 20_000;

    private readonly Dictionary<(DockerObjectKind, string), DockerObject> known = [];

    public DockerObject? Find(DockerObjectKind kind, string id) => known.GetValueOrDefault((kind, id));

    public void Add(DockerObject found)
    {
        if (known.Count < MaxCount)
            known[(found.Kind, found.Id)] = found;
    }

    /// <summary>Looks up what an event is about, where that is not known.</summary>
    public async Task LearnAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        foreach ((DockerObjectKind kind, string id) in NamedIn(line))
        {
            if (Find(kind, id) is null && await objects.FindAsync(kind, id, cancellationToken).ConfigureAwait(false) is { } found)
                Add(found);
        }
    }

    private static List<(DockerObjectKind Kind, string Id)> NamedIn(ReadOnlyMemory<byte> line)
    {
        var named = new List<(DockerObjectKind, string)>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement actor = document.RootElement.GetProperty("Actor");
            if (Enum.TryParse(document.RootElement.GetProperty("Type").GetString(), ignoreCase: true, out DockerObjectKind kind)
                && actor.GetProperty("ID").GetString() is { Length: > 0 } id)
                named.Add((kind, id));
            if (actor.GetProperty("Attributes").TryGetProperty("container", out JsonElement container) && container.GetString() is { Length: > 0 } attached)
                named.Add((DockerObjectKind.Container, attached));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // What cannot be read is about nothing that is known; the filter shows it to nobody.
        }
        return named;
    }
}
