namespace ContainerSecurity.Documents;

/// <summary>Keys and values. A closed mapping (a file) is whole: an absent key is absent. An open one (a C# object that later code may change) is not: an absent key is unknown.</summary>
public sealed class MappingNode : DocumentNode
{
    private readonly MappingEntry[] entries;

    /// <summary>Creates a mapping and adopts its values, which must not belong to another parent.</summary>
    /// <param name="file">The source.</param>
    /// <param name="span">The region of the whole mapping.</param>
    /// <param name="entries">The entries in source order; keys are unique.</param>
    /// <param name="isOpen">Whether absent keys are unknown rather than absent.</param>
    public MappingNode(SourceFile file, SourceSpan span, IReadOnlyList<MappingEntry> entries, bool isOpen = false)
        : base(file, span)
    {
        this.entries = entries as MappingEntry[] ?? [.. entries];
        IsOpen = isOpen;
        for (int i = 0; i < this.entries.Length; i++)
            this.entries[i].Value.Attach(this, i);
    }

    /// <summary>The entries in source order.</summary>
    public IReadOnlyList<MappingEntry> Entries => entries;

    /// <summary>Whether an absent key is unknown rather than absent.</summary>
    public bool IsOpen { get; }

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public DocumentNode? this[string key]
    {
        get
        {
            foreach (MappingEntry entry in entries)
                if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                    return entry.Value;
            return null;
        }
    }

    /// <summary>This mapping for expressions, made once: looking at it again costs nothing.</summary>
    internal DocumentMap? Value { get; set; }

    internal ref readonly MappingEntry EntryAt(int index) => ref entries[index];

    internal override DocumentNode Copy()
    {
        var copies = new MappingEntry[entries.Length];
        for (int i = 0; i < copies.Length; i++)
            copies[i] = entries[i] with { Value = entries[i].Value.Copy() };
        return new MappingNode(File, Span, copies, IsOpen) { IsImplied = IsImplied };
    }
}
