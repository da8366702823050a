using ContainerSecurity.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Documents;

/// <summary>
/// A text with places as editors count them: lines that end with a line feed, a carriage return or both, and
/// characters that are UTF-16 units. A place that is not there is the nearest one that is.
/// </summary>
internal sealed class DocumentText
{
    private static readonly char[] Breaks = ['\n', '\r'];
    private readonly List<int> starts = [0];

    public DocumentText(string text)
    {
        Text = text;
        for (int i = text.IndexOfAny(Breaks); i >= 0; i = text.IndexOfAny(Breaks, i + 1))
            if (text[i] == '\n' || i + 1 == text.Length || text[i + 1] != '\n')
                starts.Add(i + 1);
    }

    public string Text { get; }

    /// <summary>How many lines there are; an empty text has one.</summary>
    public int Lines => starts.Count;

    /// <summary>A line without its end; empty for one that is not there.</summary>
    public string Line(int line) => line >= 0 && line < starts.Count ? Text[starts[line]..EndOf(line)] : "";

    /// <summary>The offset of a place.</summary>
    public int OffsetOf(Position position) =>
        position.Line < 0 ? 0
        : position.Line >= starts.Count ? Text.Length
        : Math.Min(starts[position.Line] + Math.Max(position.Character, 0), EndOf(position.Line));

    /// <summary>The place of an offset.</summary>
    public Position PositionOf(int offset)
    {
        int found = starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new Position(line, offset - starts[line]);
    }

    /// <summary>The region that a reader names; of the beginning of the file, its first line.</summary>
    public Range RangeOf(SourceSpan span)
    {
        if (span == SourceSpan.FileStart)
            return new Range(default, PositionOf(EndOf(0)));
        int start = OffsetOf(new Position(span.Line - 1, span.Column - 1));
        int end = Math.Max(start, OffsetOf(new Position(span.EndLine - 1, span.EndColumn - 1)));
        return new Range(PositionOf(start), PositionOf(end));
    }

    /// <summary>The text after a change.</summary>
    /// <param name="range">What is replaced; null for all.</param>
    /// <param name="text">What stands there then.</param>
    public DocumentText With(Range? range, string text)
    {
        if (range is not { } region)
            return new DocumentText(text);
        int start = OffsetOf(region.Start), end = Math.Max(start, OffsetOf(region.End));
        return new DocumentText(string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(end)));
    }

    private int EndOf(int line)
    {
        int end = line + 1 < starts.Count ? starts[line + 1] : Text.Length;
        if (line + 1 < starts.Count && Text[end - 1] == '\n')
            end--;
        return end > starts[line] && Text[end - 1] == '\r' ? end - 1 : end;
    }
}
