namespace ContainerSecurity.Documents;

/// <summary>
/// Keys and values. A closed mapping (a file) is whole: an absent key is absent. An open one (a C# object that later
/// code may change) is not: an absent key is unknown.
/// </summary>
public sealed class MappingNode : DocumentNode
{
    private const int SmallMapping = 16;
    private readonly MappingEntry[] entries;
    private Dictionary<string, int>? numbers;

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
        Adopt();
    }

    /// <summary>Creates a mapping that is written elsewhere, and adopts its values, which must not belong to another parent.</summary>
    /// <param name="place">Where it is written.</param>
    /// <param name="entries">The entries in source order; keys are unique.</param>
    /// <param name="isOpen">Whether absent keys are unknown rather than absent.</param>
    public MappingNode(DocumentPlace place, IReadOnlyList<MappingEntry> entries, bool isOpen)
        : base(place)
    {
        this.entries = entries as MappingEntry[] ?? [.. entries];
        IsOpen = isOpen;
        Adopt();
    }

    internal MappingNode(SourceFile file, int start, int end, MappingEntry[] entries)
        : base(file, start, end)
    {
        this.entries = entries;
        Adopt();
    }

    private MappingNode(MappingNode original)
        : base(original)
    {
        entries = new MappingEntry[original.entries.Length];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = original.entries[i] with { Value = original.entries[i].Value.Copy() };
        IsOpen = original.IsOpen;
        Adopt();
    }

    private MappingNode(MappingNode original, bool isOpen, Func<DocumentNode, DocumentNode> copy)
        : base(original)
    {
        entries = Array.ConvertAll(original.entries, e => e with { Value = copy(e.Value) });
        IsOpen = isOpen;
        Adopt();
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
            if (entries.Length > SmallMapping)
                return Numbers.TryGetValue(key, out int found) ? entries[found].Value : null;
            foreach (MappingEntry entry in entries)
                if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                    return entry.Value;
            return null;
        }
    }

    private Dictionary<string, int> Numbers
    {
        get
        {
            if (numbers is { } known)
                return known;
            var made = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
            for (int i = entries.Length - 1; i >= 0; i--)
                made[entries[i].Key] = i;
            return numbers = made;
        }
    }

    /// <summary>This mapping for expressions, made once: looking at it again costs nothing.</summary>
    internal DocumentMap? Value { get; set; }

    internal ref readonly MappingEntry EntryAt(int index) => ref entries[index];

    internal override DocumentNode Copy() => new MappingNode(this);

    /// <summary>A copy at the same place.</summary>
    /// <param name="isOpen">Whether absent keys of the copy are unknown.</param>
    /// <param name="copy">Copies a value.</param>
    internal MappingNode Copy(bool isOpen, Func<DocumentNode, DocumentNode> copy) => new(this, isOpen, copy);

    private void Adopt()
    {
        for (int i = 0; i < entries.Length; i++)
            entries[i].Value.Attach(this, i);
    }
}
