namespace ContainerSecurity.Documents;

/// <summary>Names and texts, such as labels, annotations or the data of a ConfigMap.</summary>
public readonly struct FieldMap : ILocated
{
    private readonly NodeView view;

    internal FieldMap(NodeView view) => this.view = view;

    /// <summary>Whether there may be further keys that are not known.</summary>
    public bool IsOpen => view.IsOpen;

    /// <summary>Whether there are no keys at all.</summary>
    public bool IsEmpty => !IsOpen && (view.Mapping is null || view.Mapping.Entries.Count == 0);

    /// <summary>The keys with their values, in source order.</summary>
    public IReadOnlyList<MappingEntry> Entries => view.Mapping?.Entries ?? [];

    /// <inheritdoc/>
    public DocumentLocation? Location => view.Location;

    /// <summary>The value of a key.</summary>
    public Field<string> this[string key] => view.Text(key);

    /// <summary>The known texts by key.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (MappingEntry entry in Entries)
            if (this[entry.Key] is { IsKnown: true } text)
                texts[entry.Key] = text.Value;
        return texts;
    }
}
