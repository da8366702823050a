using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>
/// The ignore files of a folder and of those above it; the innermost that speaks of a path decides.
/// </summary>
internal sealed class FolderIgnores
{
    private readonly FolderIgnores? above;
    private readonly string folder;
    private readonly string prefix;
    private readonly IgnoreFile[] files;

    /// <param name="folder">The folder that paths are told below.</param>
    /// <param name="prefix">The path from where the files stand to that folder, with a slash behind it; empty where they stand in it.</param>
    /// <param name="above">The ignore files of the folders above; null for none.</param>
    /// <param name="files">The ignore files.</param>
    public FolderIgnores(string folder, string prefix, FolderIgnores? above, IgnoreFile[] files)
    {
        this.folder = folder;
        this.prefix = prefix;
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
        IgnoreFile[] found = [.. names.Select(n => Read(Path.Combine(folder, n), errors)).OfType<IgnoreFile>()];
        return found.Length == 0 ? above : new FolderIgnores(folder, "", above, found);
    }

    /// <summary>Reads an ignore file; null where there is none, or it cannot be read, which is an error.</summary>
    public static IgnoreFile? Read(string path, ICollection<DocumentError> errors)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return new IgnoreFile(RegularFile.ReadText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(PathFilter.Shown(path), SourceSpan.FileStart, $"The file cannot be read, so it hides nothing: {e.Message}"));
            return null;
        }
    }

    /// <summary>Returns whether a file or folder below is ignored.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        string below = prefix + path.Substring(folder.Length).Replace('\\', '/').TrimStart('/');
        for (int i = files.Length - 1; i >= 0; i--)
            if (files[i].Ignores(below, isFolder) is { } said)
                return said;
        return above?.Ignores(path, isFolder) == true;
    }
}
