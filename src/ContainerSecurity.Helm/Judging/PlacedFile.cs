using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>A file that places lie in, and where its lines begin.</summary>
internal sealed class PlacedFile
{
    /// <summary>What the paths of files begin with that are arguments of the command and no files.</summary>
    private const string Option = "--";

    private readonly List<int> starts = [0];

    public PlacedFile(string path, string text)
    {
        Text = text;
        Source = path.StartsWith(Option, StringComparison.Ordinal) ? SourceFile.OfObject(path) : SourceFile.OfTemplate(path, text);
        for (int i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            starts.Add(i + 1);
    }

    public SourceFile Source { get; }

    public string Text { get; }

    public SourceSpan SpanOf(int start, int end)
    {
        if (Source.IsObject)
            return SourceSpan.FileStart;
        (int line, int column) = PositionOf(start);
        (int endLine, int endColumn) = PositionOf(Math.Max(start, end));
        return new SourceSpan(line, column, endLine, endColumn);
    }

    /// <summary>Where the line of a character ends, without blanks.</summary>
    public int EndOfLine(int offset)
    {
        int end = Text.IndexOf('\n', Math.Min(offset, Text.Length));
        end = end < 0 ? Text.Length : end;
        while (end > offset && char.IsWhiteSpace(Text[end - 1]))
            end--;
        return end;
    }

    private (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        int found = starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - starts[line] + 1);
    }
}
