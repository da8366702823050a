using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary>Finds the files that a scan reads: those named, and the manifests and Dockerfiles of the folders named.</summary>
internal sealed class FileSelection(PathFilter filter, SourceType type, TextReader input)
{
    private const string StandardInput = "(standard input)";
    private static readonly string[] SkippedFolders = [".git", ".svn", ".hg", "node_modules"];

    private readonly Dictionary<string, ManifestSource> found = new(StringComparer.Ordinal);
    private readonly Selection selection = new();

    public Selection Find(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (path == "-")
                AddStandardInput();
            else if (Directory.Exists(path))
                AddFolder(path, path);
            else if (File.Exists(path))
                Add(path, null);
            else
                selection.Errors.Add(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
        }
        selection.Sources = [.. found.Values.OrderBy(s => s.Path, StringComparer.Ordinal)];
        return selection;
    }

    private void AddStandardInput()
    {
        byte[] bytes = BoundedInput.Read(input);
        found[StandardInput] = new ManifestSource(StandardInput, () => new MemoryStream(bytes, writable: false));
    }

    private void AddFolder(string folder, string root)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder))
                AddFound(file, root);
            foreach (string inner in Directory.EnumerateDirectories(folder))
                if (!SkippedFolders.Contains(Path.GetFileName(inner)) && !FileTree.IsLink(inner))
                    AddFolder(inner, root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            selection.Errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
        }
    }

    /// <summary>Adds a file of a folder. One that is no regular file may be anything, and is not opened to see.</summary>
    private void AddFound(string file, string root)
    {
        if (type != SourceType.Text && !IsWanted(file))
            return;
        if (RegularFile.Fault(file) is { } fault)
        {
            if (filter.Picks(PathFilter.Shown(file)))
                selection.PassOverSpecial(PathFilter.Shown(file), fault);
        }
        else if (type != SourceType.Text || IsText(file))
        {
            Add(file, root);
        }
    }

    private bool IsWanted(string file) => SourceTypes.OfFile(file) is { } named && (type == SourceType.Auto || type == named || IsOfAnyName(file));

    /// <summary>What <c>docker inspect</c> printed has no name of its own.</summary>
    private bool IsOfAnyName(string file) => type == SourceType.DockerInspect && Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the beginning of a file holds no NUL; one that cannot be opened is left to the scan to report.</summary>
    private static bool IsText(string file)
    {
        try
        {
            Span<byte> beginning = stackalloc byte[8 * 1024];
            using FileStream stream = RegularFile.Open(file);
            return !beginning[..stream.Read(beginning)].Contains((byte)0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private void Add(string file, string? root)
    {
        string shown = PathFilter.Shown(file);
        if (!filter.Picks(shown))
            return;
        // A file that is named and lies in a folder that is named too is a named one.
        if (root is null || !found.ContainsKey(shown))
            found[shown] = ManifestSource.FromFile(shown, root, isFound: root is not null);
    }
}
