using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Where a repository keeps what it knows of a working tree.</summary>
internal static class GitFolder
{
    private const string Name = ".git";
    private const string Link = "gitdir:";

    /// <summary>Whether a folder is the top of a working tree.</summary>
    public static bool IsAt(string folder) => Directory.Exists(Path.Combine(folder, Name)) || File.Exists(Path.Combine(folder, Name));

    /// <summary>The file of the repository's own ignored paths; null where nobody can say where it is.</summary>
    /// <param name="top">The top of the working tree.</param>
    public static string? ExcludeOf(string top)
    {
        try
        {
            string folder = Path.Combine(top, Name);
            if (!Directory.Exists(folder))
                folder = CommonOf(top, RegularFile.ReadText(folder).Trim());
            return Path.Combine(folder, "info", "exclude");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A working tree beside the first one, and a submodule, point to their folder; that to the one which all share.</summary>
    private static string CommonOf(string top, string link)
    {
        string folder = Path.Combine(top, link.StartsWith(Link, StringComparison.Ordinal) ? link.Substring(Link.Length).Trim() : Name);
        string common = Path.Combine(folder, "commondir");
        return File.Exists(common) ? Path.Combine(folder, RegularFile.ReadText(common).Trim()) : folder;
    }
}
