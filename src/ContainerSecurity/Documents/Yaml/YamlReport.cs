namespace ContainerSecurity.Documents.Yaml;

/// <summary>What is said about a text while it is read.</summary>
internal sealed class YamlReport(SourceFile file, int limit)
{
    /// <summary>What could not be read.</summary>
    public List<DocumentError> Errors { get; } = [];

    /// <summary>What was read here, but a cluster refuses, drops or reads otherwise than most.</summary>
    public List<DocumentError> Notices { get; } = [];

    public bool IsFull => Errors.Count >= limit;

    public void Error(SourceSpan span, string message)
    {
        if (Errors.Count < limit)
            Errors.Add(new DocumentError(file.Path, span, message));
    }

    public void Notice(int start, int end, string message)
    {
        if (Notices.Count < limit)
            Notices.Add(new DocumentError(file.Path, file.SpanOf(start, end), message));
    }
}
