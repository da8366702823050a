using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm;

/// <summary>A region of a file of a chart or of its values.</summary>
public sealed class TextPlace
{
    private readonly Templates.TemplateText text;
    private SourceSpan? span;

    internal TextPlace(Templates.Place place)
    {
        text = place.Text;
        Start = place.Start;
        Length = place.Length;
    }

    /// <summary>The file; for an argument, one whose path is the name of the option, such as <c>--set</c>. Places in one file have one object.</summary>
    public SourceFile File => text.File;

    /// <summary>The index of the first character.</summary>
    public int Start { get; }

    /// <summary>The number of characters.</summary>
    public int Length { get; }

    /// <summary>Lines and columns.</summary>
    public SourceSpan Span => span ??= text.SpanOf(Start, Length);

    /// <summary>The place as <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File.Path}:{Span.Line}:{Span.Column}";
}
