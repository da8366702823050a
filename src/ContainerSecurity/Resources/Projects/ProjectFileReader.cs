using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>Reads the files around a project, each once: those above it, and those that it imports.</summary>
/// <param name="project">The project's file.</param>
/// <param name="beside">Reads a file by its path from the project's folder.</param>
/// <param name="errors">Receives what is wrong with the files.</param>
internal sealed class ProjectFileReader(SourceFile project, Func<string, Field<string>> beside, ICollection<DocumentError> errors)
{
    /// <summary>The number of folders above a project that are looked through at most.</summary>
    internal const int MaxFolders = 32;

    /// <summary>The number of files that a project is read from at most.</summary>
    internal const int MaxFiles = 64;

    private readonly Dictionary<string, Field<string>> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectElement?> roots = new(StringComparer.Ordinal);

    /// <summary>The text of a file: missing where there is none, unknown where it cannot be read.</summary>
    /// <param name="path">The path from the project's folder.</param>
    public Field<string> TextOf(string path)
    {
        if (texts.TryGetValue(path, out Field<string> known))
            return known;
        return texts[path] = beside(path);
    }

    /// <summary>The nearest file of a name in the folders from one upwards; null where there is none, or nobody can look.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="folder">The folder's path from the project's, ending in a slash; empty for the project's.</param>
    public string? FindAbove(string name, string folder = "")
    {
        for (int i = 0; i < MaxFolders; i++, folder = Normalize(folder + "../"))
            if (TextOf(folder + name) is { IsMissing: false } found)
                return found.IsKnown ? folder + name : null;
        return null;
    }

    /// <summary>The root of a file; null where there is none, or it cannot be read, which is then an error.</summary>
    public ProjectElement? RootOf(string path)
    {
        if (roots.TryGetValue(path, out ProjectElement? known))
            return known;
        if (roots.Count >= MaxFiles)
            return null;
        return roots[path] = TextOf(path) is { IsKnown: true } text ? ProjectXml.Read(
            new SourceFile(Shown(path), text.Value), ProjectNames.SpeaksOfContainers(text.Value) ? errors : []) : null;
    }

    /// <summary>A path without steps back that it takes itself; null where it is no relative path.</summary>
    public static string? Relative(string path)
    {
        path = path.Replace('\\', '/').Trim();
        return path.Length == 0 || path[0] == '/' || path.IndexOfAny(['*', '?', ':', '$']) >= 0 ? null : Normalize(path);
    }

    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && part.Length > 0)
                parts.Add(part);
        string joined = string.Join("/", parts);
        return path.EndsWith("/", StringComparison.Ordinal) && joined.Length > 0 ? joined + "/" : joined;
    }

    /// <summary>The name by which people know a file: from where the project's own name starts.</summary>
    private string Shown(string path)
    {
        string name = project.Path.Replace('\\', '/');
        string folder = name.Substring(0, name.LastIndexOf('/') + 1);
        string shown = Normalize(folder + path);
        return folder.StartsWith("/", StringComparison.Ordinal) ? "/" + shown.TrimStart('/') : shown;
    }
}
