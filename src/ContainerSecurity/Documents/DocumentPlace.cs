namespace ContainerSecurity.Documents;

/// <summary>The place of a node that was not read from a text by offsets, such as one made from C#.</summary>
internal sealed class DocumentPlace(SourceFile file, SourceSpan span)
{
    /// <summary>The place of what is made from another node: its path is that node's.</summary>
    /// <param name="original">The node that is written.</param>
    /// <param name="piece">Where the piece of it stands that is meant; null for all of it.</param>
    public DocumentPlace(DocumentNode original, SourceSpan? piece)
        : this(original.File, piece ?? original.Span)
    {
        Original = original;
        Piece = piece;
    }

    public SourceFile File => file;

    public SourceSpan Span => span;

    /// <summary>The node that is written, from which this one is made; null for a node that stands for itself.</summary>
    public DocumentNode? Original { get; }

    /// <summary>Where the piece of the original stands that is meant; null for all of it.</summary>
    public SourceSpan? Piece { get; }
}
