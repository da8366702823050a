using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary>Finds the files that a scan reads: those named, and the manifests and Dockerfiles of the folders named.</summary>
internal sealed class FileSelection(PathFilter filter, SourceType type, TextReader input)
{
    private const string StandardInput = "(standard input)";
    private static readonly string[] SkippedFolders = [".git", ".svn", ".hg", "node_modules"];

    public IReadOnlyList<ManifestSource> Find(IEnumerable<string> paths, List<DocumentError> errors)
    {
        var found = new Dictionary<string, ManifestSource>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (path == "-")
                found[StandardInput] = ManifestSource.FromText(StandardInput, input.ReadToEnd());
            else if (Directory.Exists(path))
                AddFolder(path, path, found, errors);
            else if (File.Exists(path))
                Add(path, null, found);
            else
                errors.Add(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
        }
        return [.. found.Values.OrderBy(s => s.Path, StringComparer.Ordinal)];
    }

    private void AddFolder(string folder, string root, Dictionary<string, ManifestSource> found, List<DocumentError> errors)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder))
                if (IsWanted(file))
                    Add(file, root, found);
            foreach (string inner in Directory.EnumerateDirectories(folder))
                if (!SkippedFolders.Contains(Path.GetFileName(inner)) && new DirectoryInfo(inner).LinkTarget is null)
                    AddFolder(inner, root, found, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
        }
    }

    private bool IsWanted(string file) =>
        type == SourceType.Text ? IsText(file) : SourceTypes.OfFile(file) is { } found && (type == SourceType.Auto || type == found || IsOfAnyName(file));

    /// <summary>What <c>docker inspect</c> printed has no name of its own.</summary>
    private bool IsOfAnyName(string file) => type == SourceType.DockerInspect && Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the beginning of a file holds no NUL; one that cannot be opened is left to the scan to report.</summary>
    private static bool IsText(string file)
    {
        try
        {
            Span<byte> beginning = stackalloc byte[8 * 1024];
            using FileStream stream = File.OpenRead(file);
            return !beginning[..stream.Read(beginning)].Contains((byte)0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private void Add(string file, string? root, Dictionary<string, ManifestSource> found)
    {
        string shown = PathFilter.Shown(file);
        if (filter.Picks(shown))
            found[shown] = ManifestSource.FromFile(shown, root);
    }
}
