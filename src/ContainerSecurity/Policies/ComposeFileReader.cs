using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Policies;

/// <summary>Reads compose files, with the override, the <c>.env</c> and the other files that belong to them.</summary>
internal sealed class ComposeFileReader(DocumentLimits limits) : ISourceReader
{
    private static readonly HashSet<string> TopLevel = new(StringComparer.Ordinal) { "version", "name", "include", "services", "networks", "volumes", "secrets", "configs", "models" };

    public bool Takes(SourceText source, SourceType asked) =>
        asked == SourceType.Compose || (asked == SourceType.Auto && IsCompose(source.File.Text ?? "", ComposeFileNames.IsCompose(ComposeFileNames.NameOf(source.File.Path))));

    public SourceContent Read(SourceText source)
    {
        var errors = new List<DocumentError>();
        string name = ComposeFileNames.NameOf(source.File.Path);
        SourceFile? under = Beside(source, ComposeFileNames.BasesOf(name)), over = Beside(source, ComposeFileNames.OverridesOf(name));
        SourceFile[] parts = under is not null ? [under, source.File] : over is not null ? [source.File, over] : [source.File];
        return new SourceContent(source.File.Path, ComposeReader.Read(parts, errors, source.Neighbour, limits: limits), errors);
    }

    private static SourceFile? Beside(SourceText source, IEnumerable<string> names)
    {
        foreach (string name in names)
            if (source.Neighbour(name) is { IsKnown: true } text)
                return new SourceFile(source.File.Path.Substring(0, source.File.Path.Length - ComposeFileNames.NameOf(source.File.Path).Length) + name, text.Value);
        return null;
    }

    /// <summary>Looks at the keys of the top level only. A file whose name does not say it must have no other keys than a compose file's, and services that run something.</summary>
    private static bool IsCompose(string text, bool isNamed)
    {
        if (!isNamed && text.IndexOf("services:", StringComparison.Ordinal) < 0)
            return false;
        bool hasServices = false, hasOthers = false;
        for (int at = 0; at < text.Length; at = EndOfLine(text, at))
        {
            string key = KeyAt(text, at);
            if (key is "apiVersion" or "kind")
                return false;
            hasServices |= key == "services";
            hasOthers |= key.Length > 0 && !TopLevel.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal);
        }
        return isNamed || (hasServices && !hasOthers && (text.Contains("image:") || text.Contains("build:") || text.Contains("extends:")));
    }

    private static string KeyAt(string text, int at)
    {
        int end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
            end++;
        return end < text.Length && text[end] == ':' ? text.Substring(at, end - at) : "";
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end + 1;
}
