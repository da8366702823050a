namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>What is shown of a place.</summary>
internal sealed record Hover(MarkupContent Contents, Range? Range);

/// <summary>A text.</summary>
/// <param name="Kind">Either <c>markdown</c> or <c>plaintext</c>.</param>
/// <param name="Value">The text.</param>
internal sealed record MarkupContent(string Kind, string Value);

/// <summary>A question about what can be done in a region.</summary>
internal sealed record CodeActionParams(DocumentName TextDocument, Range Range, CodeActionContext? Context = null);

/// <summary>What the client asks for.</summary>
internal sealed record CodeActionContext(IReadOnlyList<string>? Only = null);

/// <summary>Something that can be done.</summary>
internal sealed record CodeAction(string Title, string Kind, IReadOnlyList<Diagnostic>? Diagnostics, WorkspaceEdit Edit);

/// <summary>Changes of documents, in one of the two forms.</summary>
internal sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEdit>>? Changes, IReadOnlyList<DocumentEdit>? DocumentChanges);

/// <summary>Changes of one version of a document.</summary>
internal sealed record DocumentEdit(VersionedDocument TextDocument, IReadOnlyList<TextEdit> Edits);

/// <summary>What can stand at a place.</summary>
internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <summary>One thing that can stand at a place.</summary>
internal sealed record CompletionItem(string Label, int Kind, string? Detail, MarkupContent? Documentation, TextEdit TextEdit);
