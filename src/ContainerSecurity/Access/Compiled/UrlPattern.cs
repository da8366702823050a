namespace ContainerSecurity.Access.Compiled;

/// <summary>How rules speak of paths: <c>*</c>, the path itself, or its beginning with a <c>*</c> behind.</summary>
internal static class UrlPattern
{
    /// <summary>Whether a pattern covers a path or another pattern.</summary>
    public static bool Covers(string pattern, string path) =>
        string.Equals(pattern, path, StringComparison.Ordinal)
        || (pattern.Length > 0 && pattern[pattern.Length - 1] == '*' && path.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal));

    public static bool AnyCovers(IReadOnlyList<string> patterns, string path)
    {
        for (int i = 0; i < patterns.Count; i++)
            if (Covers(patterns[i], path))
                return true;
        return false;
    }
}
