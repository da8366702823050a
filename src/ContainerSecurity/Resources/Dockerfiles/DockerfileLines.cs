using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Cuts a Dockerfile into logical lines and here-documents, once from top to bottom.</summary>
internal sealed class DockerfileLines
{
    /// <summary>The longest line that BuildKit reads.</summary>
    private const int MaxLineLength = 65_535;

    private readonly string text;
    private readonly char escape;
    private readonly EmbeddedText? place;
    private readonly int step = 1;
    private int next;
    private int number;

    public DockerfileLines(string text, char escape, EmbeddedText? place = null)
    {
        this.text = text;
        this.escape = escape;
        this.place = place;
        number = place?.LineBefore ?? 0;
        step = place is { Indent: < 0 } ? 0 : 1;
    }

    /// <summary>The line that is too long to be read; 0 where there is none.</summary>
    public int TooLongLine { get; private set; }

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number => number;

    /// <summary>The next logical line; null at the end.</summary>
    public LogicalLine? Next()
    {
        var comments = new List<string>();
        while (ReadLine() is { } raw)
        {
            string line = raw.TrimStart();
            if (line.Length == 0 || line[0] == '#')
            {
                if (line.Trim().Length < 2)
                    comments.Clear();
                else
                    comments.Add(line.Substring(1).Trim());
                continue;
            }
            int start = number;
            SourceMap map = place is { Indent: < 0 } ? new SourceMap(place.Span) : new SourceMap();
            var joined = new StringBuilder();
            bool continues = Append(joined, map, line, raw.Length - line.Length);
            if (joined.Length == 0 && !continues)
                continue;
            bool hasEmpty = false;
            while (continues && ReadLine() is { } more)
            {
                string trimmed = more.TrimStart();
                hasEmpty |= trimmed.Length == 0;
                if (trimmed.Length > 0 && trimmed[0] != '#')
                    continues = Append(joined, map, more, 0);
            }
            return new LogicalLine(joined.ToString(), map, start, number, comments, hasEmpty);
        }
        return null;
    }

    /// <summary>Reads the lines of a here-document; null where its end is missing.</summary>
    public Heredoc? ReadHeredoc(Heredoc head)
    {
        var content = new StringBuilder();
        int first = number + step, column = 1 + Math.Max(0, place?.Indent ?? 0);
        while (ReadLine() is { } line)
        {
            if ((head.StripsTabs ? line.TrimStart('\t') : line) == head.Name)
                return head with { Content = content.ToString(), Span = new SourceSpan(first, column, number, column) };
            content.Append(line).Append('\n');
        }
        return null;
    }

    /// <summary>Appends a line without its continuation character; whether there was one.</summary>
    private bool Append(StringBuilder joined, SourceMap map, string line, int skipped)
    {
        int end = line.Length;
        while (end > 0 && line[end - 1] is ' ' or '\t')
            end--;
        bool continues = end > 0 && line[end - 1] == escape && (end == 1 || line[end - 2] != escape);
        map.Add(joined.Length, number, skipped + 1 + Math.Max(0, place?.Indent ?? 0));
        joined.Append(line, 0, continues ? end - 1 : line.Length);
        return continues;
    }

    private string? ReadLine()
    {
        if (next >= text.Length || TooLongLine > 0)
            return null;
        int end = text.IndexOf('\n', next);
        int stop = end < 0 ? text.Length : end;
        number += step;
        if (stop - next > MaxLineLength)
        {
            TooLongLine = number;
            return null;
        }
        string line = text.Substring(next, stop - next);
        next = stop + 1;
        return line.EndsWith("\r", StringComparison.Ordinal) ? line.Substring(0, line.Length - 1) : line;
    }
}
