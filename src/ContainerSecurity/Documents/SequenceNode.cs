namespace ContainerSecurity.Documents;

/// <summary>A list. An open list may have further items that are not known.</summary>
public sealed class SequenceNode : DocumentNode
{
    private readonly DocumentNode[] items;

    /// <summary>Creates a list and adopts its items, which must not belong to another parent.</summary>
    /// <param name="file">The source.</param>
    /// <param name="span">The region of the whole list.</param>
    /// <param name="items">The items in source order.</param>
    /// <param name="isOpen">Whether there may be further, unknown items.</param>
    public SequenceNode(SourceFile file, SourceSpan span, IReadOnlyList<DocumentNode> items, bool isOpen = false)
        : base(file, span)
    {
        this.items = items as DocumentNode[] ?? [.. items];
        IsOpen = isOpen;
        Adopt();
    }

    /// <summary>Creates a list that is written elsewhere, and adopts its items, which must not belong to another parent.</summary>
    /// <param name="place">Where it is written.</param>
    /// <param name="items">The items in source order.</param>
    /// <param name="isOpen">Whether there may be further, unknown items.</param>
    public SequenceNode(DocumentPlace place, IReadOnlyList<DocumentNode> items, bool isOpen)
        : base(place)
    {
        this.items = items as DocumentNode[] ?? [.. items];
        IsOpen = isOpen;
        Adopt();
    }

    internal SequenceNode(SourceFile file, int start, int end, DocumentNode[] items)
        : base(file, start, end)
    {
        this.items = items;
        Adopt();
    }

    private SequenceNode(SequenceNode original)
        : base(original)
    {
        items = Array.ConvertAll(original.items, i => i.Copy());
        IsOpen = original.IsOpen;
        Adopt();
    }

    private SequenceNode(SequenceNode original, bool isOpen, Func<DocumentNode, DocumentNode> copy)
        : base(original)
    {
        items = Array.ConvertAll(original.items, i => copy(i));
        IsOpen = isOpen;
        Adopt();
    }

    /// <summary>The items in source order.</summary>
    public IReadOnlyList<DocumentNode> Items => items;

    /// <summary>Whether there may be further, unknown items.</summary>
    public bool IsOpen { get; }

    /// <summary>This list for expressions, made once.</summary>
    internal DocumentList? Value { get; set; }

    internal override DocumentNode Copy() => new SequenceNode(this);

    /// <summary>A copy at the same place.</summary>
    /// <param name="isOpen">Whether the copy may have further items.</param>
    /// <param name="copy">Copies an item.</param>
    internal SequenceNode Copy(bool isOpen, Func<DocumentNode, DocumentNode> copy) => new(this, isOpen, copy);

    private void Adopt()
    {
        for (int i = 0; i < items.Length; i++)
            items[i].Attach(this, i);
    }
}
