using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A map, or an object with a schema, while it is completed.</summary>
internal sealed class DraftMap(FieldType type, SourceFile file, SourceSpan place) : Draft(file, place)
{
    /// <summary>As many entries are looked through; more are found by an index, so that large maps cost no more than their size.</summary>
    private const int Few = 16;

    private readonly List<Entry> entries = [];
    private Dictionary<string, int>? index;

    public FieldType Type => type;

    /// <summary>The fields that an object may have; null for a map.</summary>
    public ObjectSchema? Schema { get; } = type.Schema;

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>Whether an absent field is unknown rather than absent, so that nothing may be added.</summary>
    public bool IsOpen { get; init; }

    public Draft? this[string key] => IndexOf(key) is var at && at < 0 ? null : entries[at].Value;

    /// <summary>An empty object that is written nowhere.</summary>
    public static DraftMap Implied(Draft near, FieldType type) => new(type, near.File, near.Place) { IsImplied = true };

    /// <summary>The text of a field; null where it is absent, not known or no scalar.</summary>
    public string? TextOf(string key) => this[key]?.Text;

    /// <summary>Whether a field is absent, and known to be.</summary>
    public bool Lacks(string key) => !IsOpen && this[key] is null;

    public DraftMap? Map(string key) => this[key] as DraftMap;

    public DraftList? List(string key) => this[key] as DraftList;

    public void Add(string key, SourceSpan keySpan, Draft value)
    {
        if (index is not null)
            index[key] = entries.Count;
        entries.Add(new Entry(key, keySpan, value));
    }

    /// <summary>Sets a field, which keeps its place where it has one.</summary>
    public void Set(string key, Draft value)
    {
        int at = IndexOf(key);
        if (at < 0)
            Add(key, Place, value);
        else
            entries[at] = entries[at] with { Value = value };
    }

    public void Remove(string key)
    {
        if (IndexOf(key) is >= 0 and var at)
            entries.RemoveAt(at);
        index = null;
    }

    /// <summary>Adds a scalar where the field is absent.</summary>
    public void Complete(string key, string text)
    {
        if (Lacks(key))
            Set(key, Implied(this, text, TypeOf(key)));
    }

    /// <summary>Adds a value that is not known where the field is absent.</summary>
    public void CompleteUnknown(string key)
    {
        if (Lacks(key))
            Set(key, ImpliedUnknown(this));
    }

    /// <summary>The object or map of a field, which is added where it is absent; null where it cannot be told.</summary>
    public DraftMap? Within(string key)
    {
        if (Lacks(key))
            Set(key, Implied(this, TypeOf(key)));
        return Map(key);
    }

    /// <summary>The list of a field, which is added where it is absent; null where it cannot be told.</summary>
    public DraftList? ListWithin(string key)
    {
        if (Lacks(key))
            Set(key, new DraftList(TypeOf(key), File, Place) { IsImplied = true });
        return List(key);
    }

    private int IndexOf(string key)
    {
        if (entries.Count <= Few)
            return entries.FindIndex(e => e.Key == key);
        if (index is null)
        {
            index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < entries.Count; i++)
                index[entries[i].Key] = i;
        }
        return index.TryGetValue(key, out int at) ? at : -1;
    }

    private FieldType TypeOf(string key) => (Schema is null ? type.Item : Schema[key]?.Type) ?? FieldType.Parse("s");

    public readonly record struct Entry(string Key, SourceSpan KeySpan, Draft Value);
}
