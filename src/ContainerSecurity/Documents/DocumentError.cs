namespace ContainerSecurity.Documents;

/// <summary>
/// Something that could not be read or judged, with its place and what to do about it: a mistake in the input, or a
/// fault of a rule or of the program.
/// </summary>
/// <param name="File">The path as the user gave it.</param>
/// <param name="Span">The place; the start of the file where it concerns the whole file.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record DocumentError(string File, SourceSpan Span, string Message)
{
    /// <summary>The ID of the rule that failed; null for an error that concerns no rule.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether a rule or the program failed on the input, which may be right. The default value is false: the input is wrong.</summary>
    public bool IsFault { get; init; }

    /// <summary>The error as one line, <c>file:line:column: message</c>.</summary>
    public override string ToString() => $"{File}:{Span.Line}:{Span.Column}: {Message}";
}
