using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Charts;

/// <summary>
/// Lists the files of a chart's folder. Links are followed, as Helm follows them, within the working tree of the
/// repository that the chart lies in, or within the chart where it lies in none; and never back to a folder above.
/// </summary>
internal sealed class ChartTree(string root, HelmIgnore ignore)
{
    private const int DeepestNesting = 40;
    private const int MostFolders = 20_000;

    private readonly string bound = Full(WorkingTree.TopOf(root) ?? root);
    private int folders;

    /// <summary>The files by their paths from the chart's folder, in the order of their names; folders of Git are passed over.</summary>
    /// <exception cref="ChartException">A link leads out of the tree or back into itself, or there are too many folders.</exception>
    public IEnumerable<string> Files() => Files("", 0);

    private IEnumerable<string> Files(string folder, int depth)
    {
        if (depth > DeepestNesting || ++folders > MostFolders)
            throw new ChartException($"{folder} lies deeper than {DeepestNesting} folders, or there are more than {MostFolders}; name it in .helmignore.");
        string[] entries = [.. Directory.EnumerateFileSystemEntries(Path.Combine(root, folder)).Select(e => Path.GetFileName(e)!)];
        Array.Sort(entries, StringComparer.Ordinal);
        foreach (string name in entries)
        {
            string path = folder.Length == 0 ? name : $"{folder}/{name}";
            string whole = Path.Combine(root, path);
            bool isFolder = Directory.Exists(whole);
            if (name == ".git" || (isFolder ? ignore.IgnoresFolder(path) : ignore.Ignores(path)))
                continue;
            Follow(path, isFolder ? new DirectoryInfo(whole) : new FileInfo(whole));
            if (!isFolder)
                yield return path;
            else
                foreach (string inner in Files(path, depth + 1))
                    yield return inner;
        }
    }

    /// <summary>Requires of a link that it leads to something within the tree, and to no folder that it lies in itself.</summary>
    private void Follow(string path, FileSystemInfo entry)
    {
        if ((entry.Attributes & FileAttributes.ReparsePoint) == 0)
            return;
        if (Target(entry) is not { } target || !IsIn(bound, target))
            throw new ChartException($"{path} is a link that leads out of the repository, or to nothing; it is not followed.");
        if (IsIn(target, Full(entry.FullName)))
            throw new ChartException($"{path} is a link to a folder that it lies in.");
    }

    /// <summary>Where a link leads in the end; null where that cannot be told.</summary>
    private static string? Target(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target ? Full(target.FullName) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsIn(string folder, string path) => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)).Replace('\\', '/');
}
