namespace ContainerSecurity.Cel;

/// <summary>An error in an expression's text or while it ran, with its place.</summary>
public sealed class CelIssue
{
    private readonly string text;

    internal CelIssue(string text, int offset, string message)
    {
        this.text = text;
        Offset = offset < 0 ? 0 : Math.Min(offset, text.Length);
        Message = message;
        Line = 1;
        int start = 0;
        for (int i = 0; i < Offset; i++)
        {
            if (text[i] != '\n')
                continue;
            Line++;
            start = i + 1;
        }
        Column = CodePoints.Count(text.Substring(start, Offset - start)) + 1;
    }

    /// <summary>What is wrong.</summary>
    public string Message { get; }
    /// <summary>The place in the text, in UTF-16 units from 0.</summary>
    public int Offset { get; }
    /// <summary>The line, from 1.</summary>
    public int Line { get; }
    /// <summary>The column in code points, from 1.</summary>
    public int Column { get; }

    /// <summary>The message with the line it is about and a mark beneath, as cel-go shows it.</summary>
    public override string ToString()
    {
        string line = text.Split('\n')[Line - 1].Replace('\t', ' ');
        // A long line says nothing; the mark would be far to the right.
        return line.Length > 1000 ? $"ERROR: <input>:{Line}:{Column}: {Message}"
            : $"ERROR: <input>:{Line}:{Column}: {Message}\n | {line}\n | {new string('.', Column - 1)}^";
    }
}
