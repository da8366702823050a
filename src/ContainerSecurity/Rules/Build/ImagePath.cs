namespace ContainerSecurity.Rules.Build;

/// <summary>Paths inside an image, of Linux or of Windows.</summary>
internal static class ImagePath
{
    /// <summary>Whether a path starts at the root or at a drive.</summary>
    public static bool IsAbsolute(string path) =>
        path.StartsWith("/", StringComparison.Ordinal)
        || path.StartsWith("\\", StringComparison.Ordinal)
        || (path.Length > 1 && path[1] == ':' && char.IsLetter(path[0]));

    /// <summary>The path with slashes, without <c>.</c>, <c>..</c> and a slash at its end; the root of an image is <c>/</c>.</summary>
    public static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        string clean = string.Join("/", parts);
        return path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("\\", StringComparison.Ordinal) ? "/" + clean
            : clean.Length == 0 ? "."
            : clean;
    }
}
