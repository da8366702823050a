using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>A text of a project file, as XML gives it, with where it is written.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset behind its last character.</param>
/// <param name="Value">The text, its entities read.</param>
internal sealed record ProjectText(SourceFile File, int Start, int End, string Value)
{
    /// <summary>Where it is written.</summary>
    public SourceSpan Span => File.Lines.SpanOf(Start, End - Start);
}
