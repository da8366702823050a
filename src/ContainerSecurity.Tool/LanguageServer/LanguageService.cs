using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ContainerSecurity.Tool.LanguageServer.Actions;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Hovers;
using ContainerSecurity.Tool.LanguageServer.Judging;
using ContainerSecurity.Tool.LanguageServer.PolicyFiles;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer;

/// <summary>Answers the messages of an editor, in the order in which they come.</summary>
internal sealed class LanguageService : IDisposable
{
    private const string Watching = "workspace/didChangeWatchedFiles";

    /// <summary>Most findings that are explained at one place.</summary>
    private const int MaxHovers = 3;

    private readonly OpenDocuments documents = new();
    private readonly PolicyCache policies;
    private readonly JudgementQueue queue;
    private readonly TaskCompletionSource exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientCapabilities? client;
    private JsonRpc? connection;

    /// <param name="named">The policies that judge all documents; none for the nearest of each.</param>
    public LanguageService(IReadOnlyList<string> named)
    {
        policies = new PolicyCache(named);
        queue = new JudgementQueue(new DocumentJudge(policies), Publish);
    }

    /// <summary>Ends when the client says <c>exit</c>, or is no more.</summary>
    public Task Exited => exit.Task;

    public void Attach(JsonRpc rpc) => connection = rpc;

    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    public InitializeResult Initialize(InitializeParams parameters)
    {
        client = parameters.Capabilities;
        documents.Open(parameters.WorkspaceFolders?.Select(f => f.Uri) ?? (parameters.RootUri is { } root ? [root] : []));
        if (parameters.ProcessId is { } process)
            _ = WatchAsync(process);
        return new InitializeResult(
            new ServerCapabilities(
                "utf-16",
                new TextDocumentSyncOptions(OpenClose: true, Change: 2, new SaveOptions(IncludeText: false)),
                HoverProvider: true,
                new CodeActionOptions(CodeActions.Kinds),
                new CompletionOptions([":", " "]),
                new ServerWorkspace(new WorkspaceFoldersOptions(Supported: true, ChangeNotifications: true))),
            new ServerInfo("csec", CommandLine.Version));
    }

    /// <summary>Asks to hear of policies that change on disk, where the client can be asked.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = LanguageServerHost.WhyReflection)]
    [JsonRpcMethod("initialized", UseSingleObjectParameterDeserialization = true)]
    public void Initialized(NoParams parameters)
    {
        if (client?.Workspace?.DidChangeWatchedFiles?.DynamicRegistration != true)
            return;
        var watch = new Registration("policies", Watching, new WatchOptions([new FileWatcher("**/*.{yaml,yml}")]));
        _ = Swallow(connection!.InvokeWithParameterObjectAsync("client/registerCapability", new RegistrationParams([watch])));
    }

    [JsonRpcMethod("shutdown")]
    public object? Shutdown() => null;

    [JsonRpcMethod("exit")]
    public void Exit() => exit.TrySetResult();

    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    public void Open(OpenParams parameters) => queue.Add(documents.Open(parameters.TextDocument));

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    public void Change(ChangeParams parameters)
    {
        if (documents.Change(parameters) is { } changed)
            queue.Add(changed);
    }

    [JsonRpcMethod("textDocument/didSave", UseSingleObjectParameterDeserialization = true)]
    public void Save(DocumentParams parameters)
    {
        if (DocumentPath.FileOf(parameters.TextDocument.Uri) is { } file && policies.Concerns(file))
            JudgeAll();
    }

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    public void Close(DocumentParams parameters)
    {
        string uri = parameters.TextDocument.Uri;
        queue.Remove(uri);
        if (documents.Close(uri))
            Publish(new PublishDiagnosticsParams(uri, null, []));
    }

    [JsonRpcMethod(Watching, UseSingleObjectParameterDeserialization = true)]
    public void ChangeFiles(WatchedFilesParams parameters)
    {
        if ((parameters.Changes ?? []).Any(c => DocumentPath.FileOf(c.Uri) is { } file && policies.Concerns(file)))
            JudgeAll();
    }

    [JsonRpcMethod("workspace/didChangeWorkspaceFolders", UseSingleObjectParameterDeserialization = true)]
    public void ChangeFolders(FoldersParams parameters)
    {
        documents.Close((parameters.Event?.Removed ?? []).Select(f => f.Uri));
        documents.Open((parameters.Event?.Added ?? []).Select(f => f.Uri));
        JudgeAll();
    }

    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    public async Task<Hover?> HoverAsync(PositionParams parameters, CancellationToken cancellation)
    {
        if (await queue.LatestAsync(parameters.TextDocument.Uri, cancellation).ConfigureAwait(false) is not { Document.Text: { } text } judgement)
            return null;
        (string? shown, Range range) = Describe(judgement, text, parameters.Position);
        bool isMarkdown = client?.TextDocument?.Hover?.ContentFormat is not { } formats || formats.Contains("markdown");
        return shown is null ? null : new Hover(new MarkupContent(isMarkdown ? "markdown" : "plaintext", shown), range);
    }

    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    public async Task<IReadOnlyList<CodeAction>> ActAsync(CodeActionParams parameters, CancellationToken cancellation) =>
        await queue.LatestAsync(parameters.TextDocument.Uri, cancellation).ConfigureAwait(false) is { Document.Text: not null } judgement
            ? CodeActions.Of(judgement, parameters.Range, parameters.Context?.Only, TakesVersions, cancellation)
            : [];

    [JsonRpcMethod("textDocument/completion", UseSingleObjectParameterDeserialization = true)]
    public CompletionList Complete(PositionParams parameters) =>
        documents.Find(parameters.TextDocument.Uri) is { Text: { Text.Length: <= DocumentJudge.MaxLength } text } document
            && PolicyDocument.IsOne(document.Name, text.Text)
            ? new CompletionList(false, PolicyCompletion.At(text, parameters.Position))
            : new CompletionList(false, []);

    public void Dispose() => queue.Dispose();

    /// <summary>What is known of a place: the findings there, the rule that is named there, the key of a policy.</summary>
    private static (string? Shown, Range Range) Describe(Judgement judgement, DocumentText text, Position position)
    {
        (string word, Range range) = WordAt.Of(text, position);
        var here = judgement.Findings.Where(f => Holds(f.Diagnostic.Range, position)).Take(MaxHovers).ToList();
        List<string> parts = here.ConvertAll(f => HoverText.Of(f.Finding.Finding.Rule, f.Finding));
        if (HoverText.Find(word) is { } named && here.TrueForAll(f => f.Finding.Finding.Rule.Id != named.Id))
            parts.Add(HoverText.Of(named, null));
        else if (here.Count > 0)
            range = here[0].Diagnostic.Range;
        if (parts.Count == 0 && PolicyDocument.IsOne(judgement.Document.Name, text.Text) && PolicyCompletion.Describe(text, position.Line) is { } key)
            parts.Add(key);
        return (parts.Count == 0 ? null : string.Join("\n\n---\n\n", parts), range);
    }

    /// <summary>Whether the client takes changes of a version of a document.</summary>
    private bool TakesVersions => client?.Workspace?.WorkspaceEdit?.DocumentChanges == true;

    private static bool Holds(Range range, Position at) => !at.IsBefore(range.Start) && !range.End.IsBefore(at);

    private void JudgeAll()
    {
        foreach (JudgedDocument document in documents.All)
            queue.Add(document);
    }

    private void Publish(Judgement judgement)
    {
        PublishDiagnosticsCapabilities? can = client?.TextDocument?.PublishDiagnostics;
        Publish(new PublishDiagnosticsParams(judgement.Document.Uri, judgement.Document.Version, [.. judgement.Diagnostics.Select(d => d with
        {
            RelatedInformation = can?.RelatedInformation == true ? d.RelatedInformation : null,
            CodeDescription = can?.CodeDescriptionSupport == true ? d.CodeDescription : null,
        })]));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = LanguageServerHost.WhyReflection)]
    private void Publish(PublishDiagnosticsParams parameters) =>
        _ = Swallow(connection!.NotifyWithParameterObjectAsync("textDocument/publishDiagnostics", parameters));

    /// <summary>Ends with the process that started the server; one that cannot be seen, as from within a container, is not watched.</summary>
    private async Task WatchAsync(int process)
    {
        try
        {
            using var parent = Process.GetProcessById(process);
            await parent.WaitForExitAsync().ConfigureAwait(false);
            exit.TrySetResult();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The end of the input ends the server then.
        }
    }

    /// <summary>Lets a message go whose reader may be gone, or may refuse it: nothing depends on the answer.</summary>
    private static async Task Swallow(Task sent)
    {
        try
        {
            await sent.ConfigureAwait(false);
        }
        catch (Exception e) when (e is RemoteRpcException or ConnectionLostException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // Said above.
        }
    }
}
