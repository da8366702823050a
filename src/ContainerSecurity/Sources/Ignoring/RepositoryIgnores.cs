using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>
/// What a repository says of a folder within it: the ignore files of the folders above, up to that of the repository,
/// and its own <c>info/exclude</c>.
/// </summary>
internal static class RepositoryIgnores
{
    private const string GitIgnore = ".gitignore";

    /// <summary>
    /// Reads them; null where there are none. Where they hide the folder itself they say nothing of what is in it,
    /// because it was named.
    /// </summary>
    /// <param name="folder">The folder, as it was named.</param>
    /// <param name="names">The names of ignore files.</param>
    /// <param name="errors">Receives those that cannot be read; then nothing is ignored for them.</param>
    public static FolderIgnores? Above(string folder, IReadOnlyList<string> names, ICollection<DocumentError> errors)
    {
        if (!names.Contains(GitIgnore) || WorkingTree.TopOf(folder) is not { } top)
            return null;
        string[] steps = Path.GetFullPath(folder).Substring(top.Length)
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        FolderIgnores? fromTop = null, fromFolder = null;
        if (GitFolder.ExcludeOf(top) is { } exclude && FolderIgnores.Read(exclude, errors) is { } own)
            (fromTop, fromFolder) = (new FolderIgnores(top, "", null, [own]), new FolderIgnores(folder, Prefix(steps, 0), null, [own]));
        string at = top;
        for (int i = 0; i < steps.Length; i++)
        {
            IgnoreFile[] files = [.. names.Select(n => FolderIgnores.Read(Path.Combine(at, n), errors)).OfType<IgnoreFile>()];
            if (files.Length > 0)
                (fromTop, fromFolder) = (new FolderIgnores(at, "", fromTop, files), new FolderIgnores(folder, Prefix(steps, i), fromFolder, files));
            at = Path.Combine(at, steps[i]);
            if (fromTop?.Ignores(at, isFolder: true) == true)
                return null;
        }
        return fromFolder;
    }

    private static string Prefix(string[] steps, int start) => string.Concat(steps.Skip(start).Select(s => s + "/"));
}
