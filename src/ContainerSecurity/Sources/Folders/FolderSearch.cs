namespace ContainerSecurity.Sources;

/// <summary>Finds the folders that several files are judged through, such as charts, among what a search found.</summary>
/// <param name="formats">The formats of folders.</param>
internal sealed class FolderSearch(IReadOnlyList<IFolderFormat> formats)
{
    /// <summary>How many folders above a file are looked into: a template of a sub-chart's sub-chart lies about so deep.</summary>
    private const int MaxAbove = 12;

    private readonly Dictionary<string, SourceFolder?> opened = new(StringComparer.Ordinal);
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private readonly List<SourceFolder> folders = [];

    /// <summary>Whether a file is by its name one by which a folder is known, or such a folder in packed form.</summary>
    public bool Recognizes(string path) => formats.Any(f => f.IsPacked(path) || f.FileNames.Contains(ComposeFileNames.NameOf(path)));

    /// <summary>The folders that the files belong to, each with those of them that it covers. One that another covers is judged through that one.</summary>
    /// <param name="files">The files that were found, by their paths.</param>
    public IReadOnlyList<(SourceFolder Folder, IReadOnlyCollection<string> Files)> Find(IEnumerable<string> files)
    {
        string[] sorted = [.. files.OrderBy(f => f, StringComparer.Ordinal)];
        foreach (string file in sorted)
        {
            foreach (IFolderFormat format in formats)
                if (format.IsPacked(file) || format.FileNames.Contains(ComposeFileNames.NameOf(file)))
                    Open(format, file);
            EnterAbove(file);
        }
        var kept = folders.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        for (int i = 0; i < kept.Count;)
            if (kept.Exists(f => f != kept[i] && f.Covers(kept[i].Name)))
                kept.RemoveAt(i);
            else
                i++;
        return [.. kept.Select(f => (f, (IReadOnlyCollection<string>)new HashSet<string>(sorted.Where(f.Covers), StringComparer.Ordinal)))
            .Where(f => f.Item2.Count > 0)];
    }

    /// <summary>Opens the folders that a file lies in, since a file that is named may be one of theirs.</summary>
    private void EnterAbove(string file)
    {
        string folder = FolderOf(file);
        bool isRooted = file.StartsWith("/", StringComparison.Ordinal);
        // Above a path from the root there is the root, and not the working directory.
        for (int i = 0; i < MaxAbove && (folder.Length > 0 || !isRooted) && entered.Add(folder); i++)
        {
            foreach (IFolderFormat format in formats)
                foreach (string name in format.FileNames)
                    if (Join(folder, name) is var marker && File.Exists(marker))
                        Open(format, marker);
            string above = Above(folder);
            if (above == folder || !Directory.Exists(above.Length == 0 ? "." : above))
                break;
            folder = above;
        }
    }

    private void Open(IFolderFormat format, string file)
    {
        if (opened.ContainsKey(file))
            return;
        SourceFolder? folder = opened[file] = format.Open(file);
        if (folder is not null)
            folders.Add(folder);
    }

    private static string FolderOf(string path) => path.Substring(0, Math.Max(0, path.LastIndexOf('/')));

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static string Above(string folder) =>
        folder.Length == 0 ? ".."
        : folder == ".." || folder.EndsWith("/..", StringComparison.Ordinal) ? folder + "/.."
        : FolderOf(folder);
}
