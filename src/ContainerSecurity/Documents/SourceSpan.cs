namespace ContainerSecurity.Documents;

/// <summary>A region of a source text. Lines and columns count from 1; the end is exclusive.</summary>
/// <param name="Line">First line, from 1.</param>
/// <param name="Column">First column in UTF-16 units, from 1.</param>
/// <param name="EndLine">Last line, from 1.</param>
/// <param name="EndColumn">The column after the last character, from 1.</param>
public readonly record struct SourceSpan(int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The first character of a file, for what concerns the file as a whole.</summary>
    public static SourceSpan FileStart => new(1, 1, 1, 1);

    /// <summary>The region from the start of this span to the end of <paramref name="end"/>; this span alone where the other lies before it.</summary>
    public SourceSpan To(SourceSpan end) =>
        end.EndLine > EndLine || (end.EndLine == EndLine && end.EndColumn >= EndColumn)
            ? new SourceSpan(Line, Column, end.EndLine, end.EndColumn)
            : this;

    /// <summary>Whether a place lies within, both ends counted.</summary>
    internal bool Holds(int line, int column) =>
        (line > Line || (line == Line && column >= Column)) && (line < EndLine || (line == EndLine && column <= EndColumn));
}
