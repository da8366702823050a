namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>What a client says first.</summary>
internal sealed record InitializeParams(
    int? ProcessId = null, string? RootUri = null, IReadOnlyList<WorkspaceFolder>? WorkspaceFolders = null, ClientCapabilities? Capabilities = null);

/// <summary>A folder that is open in the editor.</summary>
internal sealed record WorkspaceFolder(string Uri, string? Name = null);

/// <summary>What a client can do, as far as the server asks.</summary>
internal sealed record ClientCapabilities(WorkspaceCapabilities? Workspace = null, TextDocumentCapabilities? TextDocument = null);

/// <summary>What a client can do with the files of its workspace.</summary>
internal sealed record WorkspaceCapabilities(WorkspaceEditCapabilities? WorkspaceEdit = null, DynamicCapability? DidChangeWatchedFiles = null);

/// <summary>In which form a client takes changes.</summary>
internal sealed record WorkspaceEditCapabilities(bool DocumentChanges = false);

/// <summary>Whether a client lets the server ask for more while it runs.</summary>
internal sealed record DynamicCapability(bool DynamicRegistration = false);

/// <summary>What a client can do with documents.</summary>
internal sealed record TextDocumentCapabilities(PublishDiagnosticsCapabilities? PublishDiagnostics = null, HoverCapabilities? Hover = null);

/// <summary>What a client shows of diagnostics.</summary>
internal sealed record PublishDiagnosticsCapabilities(bool RelatedInformation = false, bool CodeDescriptionSupport = false);

/// <summary>In which forms a client shows hovers.</summary>
internal sealed record HoverCapabilities(IReadOnlyList<string>? ContentFormat = null);

/// <summary>What the server answers to <c>initialize</c>.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Who the server is.</summary>
internal sealed record ServerInfo(string Name, string Version);

/// <summary>What the server can do.</summary>
internal sealed record ServerCapabilities(
    string PositionEncoding,
    TextDocumentSyncOptions TextDocumentSync,
    bool HoverProvider,
    CodeActionOptions CodeActionProvider,
    CompletionOptions CompletionProvider,
    ServerWorkspace Workspace);

/// <summary>Which changes of documents the server wants to hear of.</summary>
/// <param name="OpenClose">Whether it wants to hear of opening and closing.</param>
/// <param name="Change">2 for changes of regions.</param>
/// <param name="Save">What it wants to hear of saving.</param>
internal sealed record TextDocumentSyncOptions(bool OpenClose, int Change, SaveOptions Save);

/// <summary>What the server wants to hear of saving.</summary>
internal sealed record SaveOptions(bool IncludeText);

/// <summary>Which kinds of actions the server gives.</summary>
internal sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <summary>When the client asks for completions by itself.</summary>
internal sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters);

/// <summary>What the server does with folders.</summary>
internal sealed record ServerWorkspace(WorkspaceFoldersOptions WorkspaceFolders);

/// <summary>Whether the server knows several folders and hears of their changes.</summary>
internal sealed record WorkspaceFoldersOptions(bool Supported, bool ChangeNotifications);

/// <summary>Folders that were opened and closed.</summary>
internal sealed record FoldersParams(FoldersChange? Event = null);

/// <summary>The folders.</summary>
internal sealed record FoldersChange(IReadOnlyList<WorkspaceFolder>? Added = null, IReadOnlyList<WorkspaceFolder>? Removed = null);

/// <summary>What the server asks the client to tell it of.</summary>
internal sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

/// <summary>One thing that the server asks to be told.</summary>
internal sealed record Registration(string Id, string Method, WatchOptions RegisterOptions);

/// <summary>The files whose changes the server asks to be told.</summary>
internal sealed record WatchOptions(IReadOnlyList<FileWatcher> Watchers);

/// <summary>A pattern of files.</summary>
internal sealed record FileWatcher(string GlobPattern);

/// <summary>Nothing.</summary>
internal sealed record NoParams;
