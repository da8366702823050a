namespace ContainerSecurity.Documents;

/// <summary>Says where each character of a text that was put together from pieces of a source stands there.</summary>
internal sealed class SourceMap
{
    private readonly List<(int Offset, int Line, int Column)> pieces = [];
    private readonly SourceSpan? whole;

    /// <summary>Creates a map without pieces.</summary>
    public SourceMap()
    {
    }

    /// <summary>Creates a map whose every character stands for one region, as those of an unescaped text do.</summary>
    public SourceMap(SourceSpan whole) => this.whole = whole;

    /// <summary>Says that the text from an offset on stands at a place. Offsets only grow.</summary>
    public void Add(int offset, int line, int column) => pieces.Add((offset, line, column));

    /// <summary>The region of the characters from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public SourceSpan Span(int start, int end)
    {
        if (whole is { } region || pieces.Count == 0)
            return whole ?? SourceSpan.FileStart;
        (int line, int column) = Place(start);
        (int endLine, int endColumn) = Place(Math.Max(start, end - 1));
        return new SourceSpan(line, column, endLine, end > start ? endColumn + 1 : endColumn);
    }

    private (int Line, int Column) Place(int offset)
    {
        int low = 0, high = pieces.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (pieces[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return (pieces[low].Line, pieces[low].Column + offset - pieces[low].Offset);
    }
}
