namespace ContainerSecurity.Documents;

/// <summary>What one source held: the documents that could be read, and the errors of those that could not.</summary>
/// <param name="File">The source.</param>
/// <param name="Documents">The roots of the readable documents, in source order; empty documents are left out.</param>
/// <param name="Errors">What could not be read, in source order.</param>
public sealed record DocumentSet(SourceFile File, IReadOnlyList<DocumentNode> Documents, IReadOnlyList<DocumentError> Errors);
