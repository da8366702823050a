using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>The body of a create-container call in the making: other words for a container are put into the engine's own.</summary>
/// <param name="place">What describes the container.</param>
/// <param name="isOpen">Whether what is not said is unknown; else the engine's defaults hold.</param>
internal sealed class BodyDraft(DocumentNode place, bool isOpen)
{
    private readonly Dictionary<string, DocumentNode> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentNode> host = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DocumentNode>> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DocumentNode>> maps = new(StringComparer.Ordinal);
    private readonly HashSet<string> openLists = new(StringComparer.Ordinal);

    /// <summary>The keys that stand beside <c>HostConfig</c> and not in it.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "Image", "Env", "User", "Entrypoint", "Cmd", "Healthcheck", "Labels" };

    /// <summary>What describes the container.</summary>
    public DocumentNode Place => place;

    /// <summary>Whether a key has a value.</summary>
    public bool Has(string key) => own.ContainsKey(key) || host.ContainsKey(key) || lists.ContainsKey(key) || maps.ContainsKey(key);

    /// <summary>Gives a key its value; one that was given before is gone.</summary>
    public void Set(string key, DocumentNode value) => (Own.Contains(key) ? own : host)[key] = value;

    /// <summary>Takes back what a key was given.</summary>
    public void Clear(string key)
    {
        own.Remove(key);
        host.Remove(key);
        lists.Remove(key);
        maps.Remove(key);
        openLists.Remove(key);
    }

    /// <summary>Adds an item to a list.</summary>
    public void Add(string key, DocumentNode item)
    {
        if (!lists.TryGetValue(key, out List<DocumentNode>? list))
            lists.Add(key, list = []);
        list.Add(item);
    }

    /// <summary>Adds a key of an object; one with several values has the last.</summary>
    public void Add(string key, string name, DocumentNode value)
    {
        if (!maps.TryGetValue(key, out Dictionary<string, DocumentNode>? map))
            maps.Add(key, map = new Dictionary<string, DocumentNode>(StringComparer.Ordinal));
        map[name] = value;
    }

    /// <summary>Says that a list may hold more than is known.</summary>
    public void Open(string key)
    {
        openLists.Add(key);
        if (!lists.ContainsKey(key))
            lists.Add(key, []);
    }

    /// <summary>The body.</summary>
    public MappingNode ToBody()
    {
        foreach (KeyValuePair<string, List<DocumentNode>> list in lists)
            Set(list.Key, DerivedNodes.List(list.Value.Count > 0 ? list.Value[0] : place, [.. list.Value], isOpen || openLists.Contains(list.Key)));
        foreach (KeyValuePair<string, Dictionary<string, DocumentNode>> map in maps)
            Set(map.Key, DerivedNodes.Object(map.Value.First().Value, map.Value.Select(e => (e.Key, e.Value)), isOpen));
        var body = new List<(string, DocumentNode)>(own.Select(e => (e.Key, e.Value)))
        {
            ("HostConfig", DerivedNodes.Object(place, host.Select(e => (e.Key, e.Value)), isOpen)),
        };
        return DerivedNodes.Object(place, body, isOpen);
    }
}
