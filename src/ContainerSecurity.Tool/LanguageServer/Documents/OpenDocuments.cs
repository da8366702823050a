using ContainerSecurity.Tool.LanguageServer.Judging;
using ContainerSecurity.Tool.LanguageServer.Protocol;

namespace ContainerSecurity.Tool.LanguageServer.Documents;

/// <summary>The documents that are open in the editor, as it has them, and its folders.</summary>
internal sealed class OpenDocuments
{
    /// <summary>Longest text that is kept, in UTF-16 units. Of a longer one no changes are followed, until it comes whole again.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private readonly Dictionary<string, JudgedDocument> open = new(StringComparer.Ordinal);
    private readonly List<string> folders = [];

    public IReadOnlyCollection<JudgedDocument> All => open.Values;

    /// <summary>Adds folders, by their addresses.</summary>
    public void Open(IEnumerable<string> uris) => folders.AddRange(uris.Select(DocumentPath.FileOf).OfType<string>());

    /// <summary>Removes folders, by their addresses.</summary>
    public void Close(IEnumerable<string> uris)
    {
        foreach (string folder in uris.Select(DocumentPath.FileOf).OfType<string>())
            folders.Remove(folder);
    }

    public JudgedDocument? Find(string uri) => open.GetValueOrDefault(uri);

    public JudgedDocument Open(TextDocumentItem item) => open[item.Uri] = new JudgedDocument(
        item.Uri,
        DocumentPath.FileOf(item.Uri),
        DocumentPath.NameOf(item.Uri, folders),
        item.LanguageId ?? "",
        item.Version,
        Keep(new DocumentText(item.Text ?? "")));

    /// <summary>Takes in changes, each of the text that the one before it left; null for a document that is not open.</summary>
    public JudgedDocument? Change(ChangeParams change)
    {
        if (!open.TryGetValue(change.TextDocument.Uri, out JudgedDocument? document))
            return null;
        DocumentText? text = document.Text;
        foreach (ContentChange one in change.ContentChanges ?? [])
            text = one.Range is null ? Keep(new DocumentText(one.Text ?? "")) : Keep(text?.With(one.Range, one.Text ?? ""));
        return open[document.Uri] = document with { Text = text, Version = change.TextDocument.Version ?? document.Version };
    }

    /// <summary>Forgets a document; returns whether it was open.</summary>
    public bool Close(string uri) => open.Remove(uri);

    private static DocumentText? Keep(DocumentText? text) => text is { Text.Length: <= MaxLength } ? text : null;
}
