namespace ContainerSecurity.Helm.Kustomize.Files;

/// <summary>Follows links, so that none leads out of a folder unseen.</summary>
internal static class RealPath
{
    private const int MostLinks = 64;

    /// <summary>A path without links; what is not there stays as it is.</summary>
    /// <exception cref="IOException">There are too many links.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        int links = 0;
        for (; ; )
        {
            string? next = Step(full);
            if (next is null)
                return full.Length > 1 ? Path.TrimEndingDirectorySeparator(full) : full;
            if (++links > MostLinks)
                throw new IOException($"The path '{path}' goes through more than {MostLinks} links.");
            full = next;
        }
    }

    /// <summary>The path with its first link replaced; null where it has none.</summary>
    private static string? Step(string full)
    {
        string root = Path.GetPathRoot(full)!;
        string at = root;
        string[] parts = full.Substring(root.Length).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            at = Path.Combine(at, parts[i]);
            var info = new FileInfo(at);
            if (info.LinkTarget is { } target)
                return Path.GetFullPath(Path.Combine([Path.GetDirectoryName(at)!, target, .. parts.Skip(i + 1)]));
        }
        return null;
    }
}
