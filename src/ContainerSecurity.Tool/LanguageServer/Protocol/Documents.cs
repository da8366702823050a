namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>A document that was opened.</summary>
internal sealed record OpenParams(TextDocumentItem TextDocument);

/// <summary>A document with its text.</summary>
internal sealed record TextDocumentItem(string Uri, string? LanguageId, int Version, string? Text = null);

/// <summary>A document that was changed.</summary>
internal sealed record ChangeParams(VersionedDocument TextDocument, IReadOnlyList<ContentChange>? ContentChanges = null);

/// <summary>A document and its version.</summary>
internal sealed record VersionedDocument(string Uri, int? Version = null);

/// <summary>A change: of a region, or of the whole text where none is named.</summary>
internal sealed record ContentChange(Range? Range = null, string? Text = null);

/// <summary>A message about a document.</summary>
internal sealed record DocumentParams(DocumentName TextDocument);

/// <summary>The name of a document.</summary>
internal sealed record DocumentName(string Uri);

/// <summary>A question about a place in a document.</summary>
internal sealed record PositionParams(DocumentName TextDocument, Position Position);

/// <summary>Files that changed on disk.</summary>
internal sealed record WatchedFilesParams(IReadOnlyList<FileEvent>? Changes = null);

/// <summary>A file that changed on disk.</summary>
internal sealed record FileEvent(string Uri, int Type = 0);
