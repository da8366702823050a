namespace ContainerSecurity.Images.Layers;

/// <summary>Brings the paths of archives into one form, and refuses those that lead out of the root.</summary>
internal static class LayerPath
{
    /// <summary>The path without <c>.</c>, <c>..</c>, double and outer slashes. Absolute paths stay below the root.</summary>
    /// <exception cref="ImageReadException">The path climbs out of the root, or is too long.</exception>
    public static string Normalize(string path, int maxLength)
    {
        if (path.Length > maxLength)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"The path '{path[..64]}…' has {path.Length} characters; {maxLength} are read at most.");
        if (path.Contains('\0'))
            throw new ImageReadException(ImageReadFailure.Malformed, $"The path '{path.Replace('\0', '?')}' holds a NUL character.");
        return IsNormal(path) ? path : Clean(path);
    }

    private static bool IsNormal(string path) =>
        path.Length > 0
        && path[0] is not ('/' or '.')
        && path[^1] != '/'
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/.", StringComparison.Ordinal);

    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                throw new ImageReadException(ImageReadFailure.Malformed, $"The path '{path}' leads out of the image.");
        }
        return string.Join('/', parts);
    }
}
