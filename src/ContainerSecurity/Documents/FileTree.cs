namespace ContainerSecurity.Documents;

/// <summary>Walks folders. Links to folders are not followed, so that a loop of them ends.</summary>
public static class FileTree
{
    /// <summary>The files of a folder and the folders below it, by path.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IReadOnlyList<string> FilesIn(string folder)
    {
        var files = new List<string>();
        var folders = new Stack<string>();
        folders.Push(folder ?? throw new ArgumentNullException(nameof(folder)));
        while (folders.Count > 0)
        {
            string at = folders.Pop();
            files.AddRange(Directory.EnumerateFiles(at));
            foreach (string inner in Directory.EnumerateDirectories(at))
                if (!IsLink(inner))
                    folders.Push(inner);
        }
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>Whether a folder is a link to one.</summary>
    public static bool IsLink(string folder) => (new DirectoryInfo(folder).Attributes & FileAttributes.ReparsePoint) != 0;
}
