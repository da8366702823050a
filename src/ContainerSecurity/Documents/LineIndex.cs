namespace ContainerSecurity.Documents;

/// <summary>Where the lines of a text begin, to turn offsets into lines and columns and back.</summary>
internal sealed class LineIndex
{
    private static readonly char[] Breaks = ['\n', '\r'];
    private const int CharactersOfLine = 32;
    private const int MostForeseen = 1024;
    private readonly List<int> starts;
    private readonly int length;

    public LineIndex(string text)
    {
        length = text.Length;
        starts = new List<int>(Math.Min(MostForeseen, 4 + length / CharactersOfLine)) { 0 };
        for (int i = text.IndexOfAny(Breaks); i >= 0; i = text.IndexOfAny(Breaks, i + 1))
            if (text[i] == '\n' || i + 1 == text.Length || text[i + 1] != '\n')
                starts.Add(i + 1);
    }

    /// <summary>The offset of a line and column, both from 1; the nearest one that exists.</summary>
    public int OffsetOf(int line, int column) =>
        line > starts.Count ? length : Math.Min(starts[Math.Max(line, 1) - 1] + Math.Max(column, 1) - 1, length);

    /// <summary>The region of some characters.</summary>
    public SourceSpan SpanOf(int offset, int count)
    {
        (int line, int column) = PositionOf(offset);
        (int endLine, int endColumn) = PositionOf(offset + count);
        return new SourceSpan(line, column, endLine, endColumn);
    }

    private (int Line, int Column) PositionOf(int offset)
    {
        int found = starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - starts[line] + 1);
    }
}
