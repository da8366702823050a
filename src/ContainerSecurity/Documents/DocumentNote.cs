namespace ContainerSecurity.Documents;

/// <summary>Something that people should know of how a source was read, and that is no mistake.</summary>
/// <param name="File">The path as the user gave it.</param>
/// <param name="Span">The place; the start of the file where it concerns the whole file.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record DocumentNote(string File, SourceSpan Span, string Message)
{
    /// <summary>The note as one line, <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Span.Line}:{Span.Column}: {Message}";
}
