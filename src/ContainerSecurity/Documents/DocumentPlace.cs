namespace ContainerSecurity.Documents;

/// <summary>The place of a node that was not read from a text by offsets, such as one made from C#.</summary>
internal sealed class DocumentPlace(SourceFile file, SourceSpan span)
{
    public SourceFile File => file;

    public SourceSpan Span => span;
}
