namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>A mapping.</summary>
internal sealed class ObjectMap(Origin origin) : ObjectNode(origin)
{
    private readonly List<ObjectEntry> entries = [];
    private readonly Dictionary<string, ObjectEntry> byKey = new(StringComparer.Ordinal);
    private bool hasRemoved;

    /// <summary>The entries in the order in which they were added.</summary>
    public IReadOnlyList<ObjectEntry> Entries
    {
        get
        {
            if (hasRemoved)
                entries.RemoveAll(e => !byKey.TryGetValue(e.Key, out ObjectEntry? known) || !ReferenceEquals(known, e));
            hasRemoved = false;
            return entries;
        }
    }

    public override int Size => 1 + Entries.Sum(e => e.Value.Size);

    public override int Depth => 1 + Entries.Select(e => e.Value.Depth).DefaultIfEmpty().Max();

    /// <summary>The value of a key; null where there is none.</summary>
    public ObjectNode? this[string key] => byKey.GetValueOrDefault(key)?.Value;

    /// <summary>The entry of a key; null where there is none.</summary>
    public ObjectEntry? EntryOf(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The text of a key; empty where there is none.</summary>
    public string TextOf(string key) => this[key] is ObjectScalar { IsNull: false } scalar ? scalar.Text : "";

    /// <summary>The mapping of a key; null where there is none.</summary>
    public ObjectMap? MapOf(string key) => this[key] as ObjectMap;

    /// <summary>Sets a key; its place stays where it was written first.</summary>
    public void Set(string key, ObjectNode value, Origin? keyOrigin = null)
    {
        if (byKey.TryGetValue(key, out ObjectEntry? known))
        {
            known.Value = value;
            return;
        }
        var entry = new ObjectEntry(key, keyOrigin ?? value.Origin, value);
        entries.Add(entry);
        byKey.Add(key, entry);
    }

    public bool Remove(string key)
    {
        bool isRemoved = byKey.Remove(key);
        hasRemoved |= isRemoved;
        return isRemoved;
    }

    public override ObjectMap Copy()
    {
        var copy = new ObjectMap(Origin);
        foreach (ObjectEntry entry in Entries)
            copy.Set(entry.Key, entry.Value.Copy(), entry.KeyOrigin);
        return copy;
    }
}
