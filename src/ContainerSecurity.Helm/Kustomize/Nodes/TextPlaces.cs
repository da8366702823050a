using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>
/// Says where the parts of a text that stands in a file are: each at its own place where the text is a block of whole
/// lines, else all at the place of the text.
/// </summary>
internal sealed class TextPlaces
{
    private readonly Origin whole;
    private readonly int indent;
    private readonly bool isBlock;

    public TextPlaces(Origin whole, string text)
    {
        this.whole = whole;
        string[] lines = SourceLines.Of(whole.File);
        string[] inner = text.TrimEnd('\n').Split('\n');
        int first = Array.FindIndex(inner, l => l.Length > 0);
        int line = whole.Span.Line;
        if (first < 0 || inner.Length < 2 || line + inner.Length > lines.Length)
            return;
        string outer = lines[line + first];
        indent = outer.Length - inner[first].Length;
        isBlock = indent >= 0;
        for (int i = 0; i < inner.Length && isBlock; i++)
            isBlock = lines[line + i].AsSpan().TrimEnd().EndsWith(inner[i].AsSpan().TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>Where a region of the text stands in the file.</summary>
    public Origin At(SourceSpan span)
    {
        if (!isBlock)
            return whole;
        int line = whole.Span.Line;
        return whole with
        {
            Span = new SourceSpan(span.Line + line, span.Column + indent, span.EndLine + line, span.EndColumn + indent),
        };
    }
}
