using System.Text;

namespace ContainerSecurity.Helm.Templates;

/// <summary>A text with a name that places lie in: a template, or a file of values.</summary>
/// <param name="Name">The name, such as the path in the chart.</param>
/// <param name="Text">The whole text.</param>
internal sealed record TemplateText(string Name, string Text)
{
    /// <summary>The line of a place, from 1, and its byte in the line, from 0, as Go counts them.</summary>
    public (int Line, int Column) LineOf(int offset)
    {
        int lineStart = offset == 0 ? 0 : Text.LastIndexOf('\n', offset - 1) + 1;
        return (1 + Text.AsSpan(0, offset).Count('\n'), Encoding.UTF8.GetByteCount(Text.AsSpan(lineStart, offset - lineStart)));
    }
}
