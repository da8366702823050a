using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A Dockerfile that is a value of another document, such as <c>dockerfile_inline</c>, and where its lines stand there.</summary>
internal sealed class EmbeddedText
{
    private EmbeddedText(ScalarNode scalar, string name)
    {
        Text = scalar.Text;
        Span = scalar.Span;
        Name = name;
        Indent = IndentOf(scalar);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The region of the whole value.</summary>
    public SourceSpan Span { get; }

    /// <summary>How the file is called.</summary>
    public string Name { get; }

    /// <summary>The white space before each line; below 0 where the lines of the text are none of the document, as in quotes.</summary>
    public int Indent { get; }

    /// <summary>The line of the document before the first one of the text.</summary>
    public int LineBefore => Span.Line;

    /// <summary>Finds the lines of a value.</summary>
    /// <param name="scalar">The value.</param>
    /// <param name="name">How the file is called.</param>
    public static EmbeddedText Of(ScalarNode scalar, string name) => new(scalar, name);

    /// <summary>The indentation of a literal value. Lines with a dollar may have been filled in, and need not be the same.</summary>
    private static int IndentOf(ScalarNode scalar)
    {
        string[] source = (scalar.File.Text ?? "").Split('\n'), lines = scalar.Text.Split('\n');
        int indent = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            int at = scalar.Span.Line + i;
            string line = lines[i].TrimEnd('\r'), written = at < source.Length ? source[at].TrimEnd('\r') : "";
            if (line.Trim().Length == 0 || line.Contains("$") || written.Contains("$"))
                continue;
            if (!written.EndsWith(line, StringComparison.Ordinal) || (indent >= 0 && written.Length - line.Length != indent))
                return -1;
            indent = written.Length - line.Length;
        }
        return indent;
    }
}
