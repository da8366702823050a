namespace ContainerSecurity.Documents;

/// <summary>
/// Where a node is written that was not read from that place: one made from C#, one that a template prints, or one that
/// a patch brings into a document.
/// </summary>
/// <param name="file">The source.</param>
/// <param name="span">The region of the node itself, without its key.</param>
public sealed class DocumentPlace(SourceFile file, SourceSpan span)
{
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
}
