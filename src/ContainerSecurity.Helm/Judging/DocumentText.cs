using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>
/// The text of one document, in which lines that are not known are written as keys or items, so that what stands around
/// them is read.
/// </summary>
internal sealed class DocumentText
{
    private const char Hole = RenderedText.Hole;

    private readonly List<(int At, int Count)> inserted = [];
    private readonly List<int> starts = [0];
    private readonly int offset;

    /// <param name="text">The text that holds the document.</param>
    /// <param name="start">Where the document begins.</param>
    /// <param name="end">Where it ends.</param>
    public DocumentText(string text, int start, int end)
    {
        offset = start;
        string document = text.Substring(start, end - start);
        Text = document.Contains(Hole, StringComparison.Ordinal) ? WithKeys(document) : document;
        for (int i = 0; i < Text.Length; i++)
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
                starts.Add(i + 1);
    }

    /// <summary>The text as it is read.</summary>
    public string Text { get; }

    /// <summary>The offset in <see cref="Text"/> of a line and column.</summary>
    public int OffsetOf(int line, int column) => line > starts.Count ? Text.Length : Math.Min(Text.Length, starts[Math.Max(1, line) - 1] + Math.Max(1, column) - 1);

    /// <summary>The offsets of a region in the text that holds the document.</summary>
    public (int Start, int End) RegionOf(SourceSpan span) =>
        (Original(OffsetOf(span.Line, span.Column)), Original(OffsetOf(span.EndLine, span.EndColumn)));

    /// <summary>Whether what follows a region is not known, so that it may go on there.</summary>
    public bool IsOpenAfter(SourceSpan span)
    {
        int at = OffsetOf(span.EndLine, span.EndColumn);
        while (at < Text.Length && (char.IsWhiteSpace(Text[at]) || Text[at] == ':'))
            at++;
        return at < Text.Length && Text[at] == Hole;
    }

    private int Original(int at)
    {
        int shift = 0;
        foreach ((int place, int count) in inserted)
            if (place < at)
                shift += Math.Min(count, at - place);
        return offset + at - shift;
    }

    private string WithKeys(string document)
    {
        var written = new StringBuilder();
        string[] lines = document.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                written.Append('\n');
            string line = lines[i].TrimEnd('\r');
            int indent = IndentOf(line);
            if (indent == line.Length || line[indent] != Hole || line.Contains(':', StringComparison.Ordinal))
            {
                written.Append(lines[i]);
                continue;
            }
            bool isItem = IsItem(lines, i, indent, -1) || IsItem(lines, i, indent, 1);
            written.Append(line, 0, indent);
            if (isItem)
                Insert(written, "- ");
            written.Append(line, indent, line.Length - indent);
            if (!isItem)
                Insert(written, ":");
        }
        return written.ToString();
    }

    private void Insert(StringBuilder written, string text)
    {
        inserted.Add((written.Length, text.Length));
        written.Append(text);
    }

    /// <summary>Whether the next line of the same depth, up or down, is the item of a list.</summary>
    private static bool IsItem(string[] lines, int from, int indent, int step)
    {
        for (int i = from + step; i >= 0 && i < lines.Length; i += step)
        {
            int depth = IndentOf(lines[i]);
            if (depth == lines[i].TrimEnd('\r').Length || depth > indent || (depth == indent && lines[i][depth] is Hole or '#'))
                continue;
            return depth == indent && lines[i][depth] == '-' && (depth + 1 == lines[i].Length || lines[i][depth + 1] is ' ' or '\r');
        }
        return false;
    }

    private static int IndentOf(string line)
    {
        int indent = 0;
        while (indent < line.Length && line[indent] == ' ')
            indent++;
        return indent;
    }
}
