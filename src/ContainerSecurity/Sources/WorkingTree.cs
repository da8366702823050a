namespace ContainerSecurity.Sources;

/// <summary>Finds the working trees of Git repositories on disk, without running git.</summary>
public static class WorkingTree
{
    /// <summary>Returns the top of the innermost working tree that holds a path; null where none does.</summary>
    /// <param name="path">A file or folder, whether it is there or not.</param>
    public static string? TopOf(string path)
    {
        for (string? at = Path.GetFullPath(path ?? throw new ArgumentNullException(nameof(path))); at is { Length: > 0 }; at = Path.GetDirectoryName(at))
            if (GitFolder.IsAt(at))
                return at;
        return null;
    }
}
