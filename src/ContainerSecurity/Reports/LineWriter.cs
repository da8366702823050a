namespace ContainerSecurity.Reports;

/// <summary>
/// Writes lines for people and build logs. Whatever is given to it is shown by <see cref="VisibleText"/>, so that text
/// of the input can neither begin a line of its own nor command what reads the log.
/// </summary>
/// <param name="output">Receives the lines; not disposed.</param>
public sealed class LineWriter(TextWriter output)
{
    private readonly TextWriter output = output ?? throw new ArgumentNullException(nameof(output));
    private bool isInLine;

    /// <summary>Writes a part of a line.</summary>
    /// <param name="text">The part; a line break in it is shown, not obeyed.</param>
    public LineWriter Write(string text)
    {
        output.Write(isInLine ? VisibleText.Of(text) : VisibleText.Line(text));
        isInLine |= !string.IsNullOrWhiteSpace(text);
        return this;
    }

    /// <summary>Writes the rest of a line and ends it.</summary>
    /// <param name="text">The rest; a line break in it is shown, not obeyed.</param>
    public void WriteLine(string text = "")
    {
        Write(text);
        output.WriteLine();
        isInLine = false;
    }

    /// <summary>Writes a part of a line between two escape sequences of the program's own.</summary>
    internal LineWriter Write(string text, string before, string after)
    {
        output.Write(before);
        Write(text);
        output.Write(after);
        return this;
    }
}
