namespace ContainerSecurity.Documents;

/// <summary>
/// Where a node is written that was not read from that place: one made from C#, one that a template prints, or one that
/// a patch brings into a document.
/// </summary>
/// <param name="file">The source.</param>
/// <param name="span">The region of the node itself, without its key.</param>
public sealed class DocumentPlace(SourceFile file, SourceSpan span)
{
    /// <summary>The place of what is made from another node: its path is that node's.</summary>
    /// <param name="original">The node that is written.</param>
    /// <param name="piece">Where the piece of it stands that is meant; null for all of it.</param>
    internal DocumentPlace(DocumentNode original, SourceSpan? piece)
        : this(original.File, piece ?? original.Span)
    {
        Original = original;
        Piece = piece;
        Related = original.Related;
        IsAssembled = original.IsAssembled;
    }

    /// <summary>The source.</summary>
    public SourceFile File { get; } = file ?? throw new ArgumentNullException(nameof(file));

    /// <summary>The region of the node itself, without its key.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>
    /// The region of this source that a person would change to change the field, where keys do not tell it, because they
    /// are written elsewhere. Null, the default, for what <see cref="DocumentNode.FieldSpan"/> makes of key and value.
    /// </summary>
    public SourceSpan? FieldSpan { get; init; }

    /// <summary>Other places that made the node what it is, such as the line of a file of values. The default value is none.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>
    /// Whether the node was put together from several texts, so that what it says is in its nodes and in no one text.
    /// The default value is false.
    /// </summary>
    public bool IsAssembled { get; init; }

    /// <summary>The node that is written, from which this one is made; null for a node that stands for itself.</summary>
    internal DocumentNode? Original { get; }

    /// <summary>Where the piece of the original stands that is meant; null for all of it.</summary>
    internal SourceSpan? Piece { get; }
}
