namespace ContainerSecurity.Documents;

/// <summary>What one source held: the documents that could be read, and the errors of those that could not.</summary>
/// <param name="File">The source.</param>
/// <param name="Documents">The roots of the readable documents, in source order; empty documents are left out.</param>
/// <param name="Errors">What could not be read, in source order.</param>
public sealed record DocumentSet(SourceFile File, IReadOnlyList<DocumentNode> Documents, IReadOnlyList<DocumentError> Errors)
{
    /// <summary>
    /// The nodes with one of the tags <c>!reset</c> and <c>!override</c>, by which compose files say how they are
    /// merged, or <c>!reference</c> of GitLab; null where none has.
    /// </summary>
    internal IReadOnlyDictionary<DocumentNode, string>? Tags { get; init; }

    /// <summary>What was read here, but a cluster refuses, ignores or reads otherwise than other readers, such as text behind the end of a document.</summary>
    public IReadOnlyList<DocumentError> Notices { get; init; } = [];

    /// <summary>The errors and the notices: all that is to be said to people.</summary>
    internal List<DocumentError> Said() => [.. Errors, .. Notices];
}
