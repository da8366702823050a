namespace ContainerSecurity.Documents;

/// <summary>Tells what is at a path as far as the older platform can, which does not know pipes and devices from files.</summary>
internal static class FileKind
{
    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    public static string? Fault(string path) => Directory.Exists(path) ? "it is a folder" : null;

    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <param name="isLink">Whether a link is at the path.</param>
    public static string? Fault(string path, out bool isLink)
    {
        isLink = File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        return Fault(path);
    }

    /// <summary>Whether a file may lie outside of a folder. Where a link leads, the older platform does not tell, so that none is trusted.</summary>
    /// <param name="folder">The folder that the name is told from; empty for the current one.</param>
    /// <param name="name">The file's path from there.</param>
    /// <param name="bound">The folder.</param>
    public static bool LeadsOut(string folder, string name, string bound)
    {
        for (string? at = name; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
            if ((File.GetAttributes(Path.Combine(folder, at)) & FileAttributes.ReparsePoint) != 0)
                return true;
        string whole = Path.GetFullPath(bound).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return !Path.GetFullPath(Path.Combine(folder, name)).StartsWith(whole, StringComparison.Ordinal);
    }
}
