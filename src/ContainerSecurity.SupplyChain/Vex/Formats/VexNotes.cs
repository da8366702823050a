using ContainerSecurity.Documents;

namespace ContainerSecurity.SupplyChain.Vex.Formats;

/// <summary>Takes what of a document does not count.</summary>
internal sealed class VexNotes(string path, List<DocumentError> errors)
{
    public IReadOnlyList<DocumentError> Errors => errors;

    public void Add(DocumentNode? node, string message) =>
        errors.Add(new DocumentError(path, node is null ? SourceSpan.FileStart : DocumentLocation.Of(node).Span, message));
}
