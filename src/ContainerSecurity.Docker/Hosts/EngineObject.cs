using System.Text.Json;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>An object of an engine, as a list names it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">By what it is asked for.</param>
/// <param name="Name">What people call it.</param>
internal sealed record EngineObject(EngineKind Kind, string Id, string Name)
{
    private const int ShortId = 12;
    private const string NoName = "<none>:<none>";

    /// <summary>The path under which the engine shows it.</summary>
    public string InspectPath => Kind.Inspect.Replace("{0}", EscapedId, StringComparison.Ordinal);

    /// <summary>
    /// The ID as part of a path. What IDs and references are made of needs no escape, and proxies refuse escapes that
    /// nobody needs.
    /// </summary>
    public string EscapedId => NeedsNoEscape(Id) ? Id : Uri.EscapeDataString(Id);

    /// <summary>The objects of a list, by name.</summary>
    /// <param name="kind">What is listed.</param>
    /// <param name="answer">The engine's answer.</param>
    /// <exception cref="DockerHostException">The answer is no list.</exception>
    public static IReadOnlyList<EngineObject> ReadList(EngineKind kind, byte[] answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement list = document.RootElement;
            if (kind == EngineKind.Volume && list.ValueKind == JsonValueKind.Object && list.TryGetProperty("Volumes", out JsonElement volumes))
                list = volumes;
            return list.ValueKind switch
            {
                JsonValueKind.Null => [],
                JsonValueKind.Array => Sorted(list.EnumerateArray().Select(e => Read(kind, e))),
                _ => throw new DockerHostException($"The engine's list of {kind.Folder} is none."),
            };
        }
        catch (JsonException e)
        {
            throw new DockerHostException($"The engine's list of {kind.Folder} is no JSON.", innerException: e);
        }
    }

    /// <summary>By name, and with names that tell one from another: networks may share theirs.</summary>
    private static EngineObject[] Sorted(IEnumerable<EngineObject> objects) =>
    [
        .. objects
            .GroupBy(o => o.Name, StringComparer.Ordinal)
            .SelectMany(g => g.Skip(1).Any() ? g.Select(o => o with { Name = $"{o.Name}@{Shortened(o.Id)}" }) : g)
            .OrderBy(o => o.Name, StringComparer.Ordinal),
    ];

    private static EngineObject Read(EngineKind kind, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new DockerHostException($"The engine's list of {kind.Folder} holds something that is no object.");
        string id = element.Text("Id") ?? element.Text("ID") ?? element.Text("Name")
            ?? throw new DockerHostException($"The engine's list of {kind.Folder} holds an object without an ID.");
        return new EngineObject(kind, id, NameOf(element) ?? Shortened(id));
    }

    /// <summary>An object that an event tells of; its name is known when it has been asked for.</summary>
    public static EngineObject OfEvent(EngineKind kind, string id, string? name) => new(kind, id, name is { Length: > 0 } ? name : Shortened(id));

    private static string? NameOf(JsonElement element) =>
        element.Text("Name")
        ?? element.Object("Spec")?.Text("Name")
        ?? element.Texts("Names").Select(n => n.TrimStart('/')).OrderBy(n => n.Count(c => c == '/')).FirstOrDefault()
        ?? element.Texts("RepoTags").FirstOrDefault(t => t != NoName)
        ?? element.Texts("RepoDigests").FirstOrDefault(t => !t.StartsWith("<none>", StringComparison.Ordinal));

    private static bool NeedsNoEscape(string id) =>
        id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or ':' or '@' or '/' or '+')
        && !id.Contains("..", StringComparison.Ordinal)
        && id[0] != '/';

    private static string Shortened(string id)
    {
        string digest = id.StartsWith("sha256:", StringComparison.Ordinal) ? id["sha256:".Length..] : id;
        return digest.Length > ShortId ? digest[..ShortId] : digest;
    }
}
