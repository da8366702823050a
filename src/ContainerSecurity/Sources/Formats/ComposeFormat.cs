using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Sources;

/// <summary>Reads compose files, with the override, the <c>.env</c> and the other files that belong to them.</summary>
internal sealed class ComposeFormat(DocumentLimits limits) : ISourceFormat
{
    private static readonly string[] ServiceKeys = ["image", "build", "extends"];

    public bool CanRead(SourceData source) =>
        source.File is not null && IsCompose(source.Text, ComposeFileNames.IsCompose(ComposeFileNames.NameOf(source.Name)));

    public SourceContent Read(SourceData source)
    {
        if (source.IsFound && IsForeign(source.File!))
            return new SourceContent(source.Name, [], []) { IsForeign = true };
        var errors = new List<DocumentError>();
        string name = ComposeFileNames.NameOf(source.Name);
        SourceFile? under = Beside(source, ComposeFileNames.BasesOf(name)), over = Beside(source, ComposeFileNames.OverridesOf(name));
        SourceFile[] parts = under is not null ? [under, source.File!] : over is not null ? [source.File!, over] : [source.File!];
        return new SourceContent(source.Name, ComposeReader.Read(parts, errors, source.ReadBeside, limits: limits), errors);
    }

    private static SourceFile? Beside(SourceData source, IEnumerable<string> names)
    {
        foreach (string name in names)
            if (source.ReadBeside(name) is { IsKnown: true } text)
                return new SourceFile(source.Name.Substring(0, source.Name.Length - ComposeFileNames.NameOf(source.Name).Length) + name, text.Value);
        return null;
    }

    /// <summary>
    /// Looks at the keys of the top level only. A file whose name does not say it must have no other keys than a
    /// compose file's, and services that run something.
    /// </summary>
    private static bool IsCompose(string text, bool isNamed)
    {
        if (!isNamed && text.IndexOf("services", StringComparison.Ordinal) < 0)
            return false;
        List<TopLevelDocument> documents = [.. TopLevelReader.Read(text)];
        if (documents.Exists(d => d.HasKindOrVersion))
            return false;
        return isNamed || (documents.Exists(d => d.HasServices) && !documents.Exists(d => d.HasOtherThanCompose)
            && Array.Exists(ServiceKeys, k => Names(text, k)));
    }

    /// <summary>Whether a word stands before a colon, in quotes or not.</summary>
    private static bool Names(string text, string key)
    {
        for (int at = text.IndexOf(key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            int end = at + key.Length;
            while (end < text.Length && text[end] is '"' or '\'' or ' ')
                end++;
            if (end < text.Length && text[end] == ':')
                return true;
        }
        return false;
    }

    /// <summary>Whether a file that only its name makes a compose file says nothing of one.</summary>
    private static bool IsForeign(SourceFile file) =>
        !SourceTypes.IsFixed(file.Path) && TopLevelReader.Read(file.Text ?? "").ToList() is var documents
        && !documents.Exists(d => d.HasServices) && (documents.Count == 0 || documents.Exists(d => d.HasOtherThanCompose));
}
