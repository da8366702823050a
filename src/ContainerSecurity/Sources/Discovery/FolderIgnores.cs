using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>
/// The ignore files of a folder and of those above it, up to the one that is searched; the innermost that speaks of a
/// path decides.
/// </summary>
internal sealed class FolderIgnores
{
    private readonly FolderIgnores? above;
    private readonly string folder;
    private readonly IgnoreFile[] files;

    private FolderIgnores(string folder, FolderIgnores? above, IgnoreFile[] files)
    {
        this.folder = folder;
        this.above = above;
        this.files = files;
    }

    /// <summary>Reads the ignore files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="above">Those above it; null for none.</param>
    /// <param name="names">The names of ignore files.</param>
    /// <param name="errors">Receives those that cannot be read; then nothing is ignored for them.</param>
    public static FolderIgnores? Enter(string folder, FolderIgnores? above, IReadOnlyList<string> names, ICollection<DocumentError> errors)
    {
        var found = new List<IgnoreFile>();
        foreach (string name in names)
            if (Path.Combine(folder, name) is var path && File.Exists(path))
                try
                {
                    found.Add(new IgnoreFile(RegularFile.ReadText(path)));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    errors.Add(new DocumentError(PathFilter.Shown(path), SourceSpan.FileStart, $"The file cannot be read, so it hides nothing: {e.Message}"));
                }
        return found.Count == 0 ? above : new FolderIgnores(folder, above, [.. found]);
    }

    /// <summary>Returns whether a file or folder below is ignored.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        string below = path.Substring(folder.Length).Replace('\\', '/').TrimStart('/');
        for (int i = files.Length - 1; i >= 0; i--)
            if (files[i].Ignores(below, isFolder) is { } said)
                return said;
        return above?.Ignores(path, isFolder) == true;
    }
}
