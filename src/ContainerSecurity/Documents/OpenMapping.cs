namespace ContainerSecurity.Documents;

/// <summary>A mapping whose entries are being read; they lie at the end of a pile that it shares with the mappings around it.</summary>
/// <param name="entries">The pile.</param>
internal struct OpenMapping(Pile<MappingEntry> entries)
{
    private const int SmallMapping = 16;
    private readonly int first = entries.Count;
    private Dictionary<string, int>? places;

    /// <summary>The keys whose entries a merge key has brought, each with the place of the own key that it stands for; null where none stood there.</summary>
    private Dictionary<string, SourceSpan?>? merged;

    /// <summary>Adds an entry that the mapping itself holds. It stands for one of the same key that a merge key brought before.</summary>
    /// <returns>Where the mapping itself holds the key already; null where it does not.</returns>
    public SourceSpan? AddOwn(in MappingEntry entry)
    {
        if (Find(entry.Key) is not { } place)
        {
            Add(entry);
            return null;
        }
        SourceSpan? own = entries[place].KeySpan;
        if (merged is not null && merged.TryGetValue(entry.Key, out SourceSpan? under))
        {
            own = under;
            merged.Remove(entry.Key);
        }
        entries[place] = entry;
        return own;
    }

    /// <summary>Adds an entry that a merge key brings. It stands for one of the same key before it.</summary>
    public void Merge(in MappingEntry entry)
    {
        merged ??= new Dictionary<string, SourceSpan?>(StringComparer.Ordinal);
        if (Find(entry.Key) is not { } place)
        {
            merged[entry.Key] = null;
            Add(entry);
            return;
        }
        if (!merged.ContainsKey(entry.Key))
            merged[entry.Key] = entries[place].KeySpan;
        entries[place] = entry;
    }

    /// <summary>Adds an entry where none of its key is there.</summary>
    public void AddMissing(in MappingEntry entry)
    {
        if (Find(entry.Key) is null)
            Add(entry);
    }

    /// <summary>Takes the entries off the pile.</summary>
    public readonly MappingEntry[] Close() => entries.TakeFrom(first);

    private void Add(in MappingEntry entry)
    {
        places?.Add(entry.Key, entries.Count);
        entries.Add(entry);
    }

    /// <summary>Small mappings are searched in order; large ones through a table, so that a hostile mapping stays linear.</summary>
    private int? Find(string key)
    {
        if (places is null && entries.Count - first < SmallMapping)
        {
            for (int i = first; i < entries.Count; i++)
                if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                    return i;
            return null;
        }
        if (places is null)
        {
            places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = first; i < entries.Count; i++)
                places.Add(entries[i].Key, i);
        }
        return places.TryGetValue(key, out int place) ? place : null;
    }
}
