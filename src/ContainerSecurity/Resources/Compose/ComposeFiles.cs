using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>The files that a compose file names, found through the caller, by their path from the main file's folder.</summary>
/// <param name="main">The main file.</param>
/// <param name="look">Gives the text of a file; missing where there is none, unknown where nobody may look.</param>
internal sealed class ComposeFiles(SourceFile main, Func<string, Field<string>> look)
{
    private readonly Dictionary<string, SourceFile?> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);
    private readonly string root = FolderOf(main.Path);

    /// <summary>The folder of a path: empty, or ending in a slash.</summary>
    public static string FolderOf(string path) => path.Substring(0, Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1);

    /// <summary>A path from a folder, without <c>.</c> and, where that is possible, <c>..</c>.</summary>
    public static string Combine(string folder, string path)
    {
        if (path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("~", StringComparison.Ordinal))
            return path;
        var parts = new List<string>();
        foreach (string part in (folder + path.Replace('\\', '/')).Split('/'))
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "."))
                parts.Add(part);
        return string.Join("/", parts);
    }

    /// <summary>Whether a name is that of something far away: a Git repository, an OCI artifact, an address.</summary>
    public static bool IsRemote(string path) =>
        path.Contains("://")
        || path.StartsWith("oci:", StringComparison.Ordinal)
        || path.StartsWith("git@", StringComparison.Ordinal)
        || path.StartsWith("github.com/", StringComparison.Ordinal);

    /// <summary>A file; null where there is none, or nobody may look.</summary>
    /// <param name="path">The path from the main file's folder.</param>
    public SourceFile? Open(string path)
    {
        if (found.TryGetValue(path, out SourceFile? file))
            return file;
        Field<string> text = IsRemote(path)
                || path.StartsWith("/", StringComparison.Ordinal)
                || path.StartsWith("~", StringComparison.Ordinal)
            ? Field<string>.Unknown()
            : look(path);
        if (!text.IsKnown)
            return found[path] = null;
        folders[Shown(path)] = FolderOf(path);
        return found[path] = new SourceFile(Shown(path), text.Value);
    }

    /// <summary>The folder of a file that was opened, from the main file's.</summary>
    public string FolderOf(SourceFile file) => folders.TryGetValue(file.Path, out string? folder) ? folder : "";

    private string Shown(string path) => root.Length > 0 && (root[0] is '/' or '\\' || root.Contains(':')) ? root + path : Combine(root, path);
}
