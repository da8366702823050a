using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates;

/// <summary>A text with a name that places lie in: a template, or a file of values.</summary>
/// <param name="Name">The name that errors of templates say, such as the path in the chart.</param>
/// <param name="Text">The whole text.</param>
internal sealed record TemplateText(string Name, string Text)
{
    private SourceFile? file;

    /// <summary>The path of the file that the text is; its name unless another is given.</summary>
    public string Path { get; init; } = Name;

    /// <summary>What the text was made of, where no file holds it: <c>tpl</c> executes it, or <c>fromYaml</c> reads it.</summary>
    public TracedText? Origin { get; init; }

    /// <summary>The text as a source of documents.</summary>
    public SourceFile File => file ??= new SourceFile(Path, Text);

    /// <summary>The line of a place, from 1, and its byte in the line, from 0, as Go counts them.</summary>
    public (int Line, int Column) LineOf(int offset)
    {
        int lineStart = offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;
        return (1 + Text.AsSpan(0, offset).Count('\n'), Encoding.UTF8.GetByteCount(Text.AsSpan(lineStart, offset - lineStart)));
    }

    /// <summary>The region from an offset on.</summary>
    public SourceSpan SpanOf(int start, int length)
    {
        (int line, int column) = PositionOf(start);
        (int endLine, int endColumn) = PositionOf(Math.Min(Text.Length, start + length));
        return new SourceSpan(line, column, endLine, endColumn);
    }

    /// <summary>The line and column of an offset, both from 1 and in characters.</summary>
    private (int Line, int Column) PositionOf(int offset)
    {
        int lineStart = offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;
        return (1 + Text.AsSpan(0, offset).Count('\n'), 1 + offset - lineStart);
    }
}
