using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Sources;

/// <summary>Opens files on disk and those beside them, none of which a link leads to outside of a root.</summary>
/// <param name="root">The folder out of which no file beside another is opened; null for that one's own.</param>
/// <param name="missing">Remembers what is not there; null to look each time.</param>
internal sealed class FileSurroundings(string? root, MissingFiles? missing = null)
{
    private string? current;

    /// <summary>Makes a path absolute; where relative ones begin is asked once.</summary>
    public string Whole(string path) =>
        path.Length == 0 || Path.IsPathRooted(path) ? path : Path.Combine(current ??= Directory.GetCurrentDirectory(), path);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The path, as people are told it.</param>
    public Stream Open(string path) => RegularFile.Open(path, Whole(path));

    /// <summary>Opens a file beside another; null where there is none.</summary>
    /// <param name="path">The path of the other file.</param>
    /// <param name="name">The file's path from the folder of the other.</param>
    public Stream? OpenBeside(string path, string name)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        if (missing?.Contains(folder, name) == true)
            return null;
        string bound = Path.GetFullPath(Whole(root ?? (folder.Length == 0 ? "." : folder)));
        string below = bound.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        string beside = Path.GetFullPath(Whole(Path.Combine(folder, name)));
        bool isInside = beside.StartsWith(below, StringComparison.Ordinal);
        // A build takes in what stands above the project, wherever a search begins.
        if ((!isInside && !ProjectNames.IsAbove(name)) || !File.Exists(beside))
        {
            missing?.Add(folder, name);
            return null;
        }
        if (isInside && FileKind.LeadsOut(folder, name, bound))
            throw new IOException("a link leads it out of the folder that may be read.");
        return Open(Path.Combine(folder, name));
    }
}
