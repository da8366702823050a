namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Tells source maps that stand within what was made of their sources: these are read where they are.</summary>
internal static class SourceMap
{
    private const string Mark = "sourceMappingURL=data:";

    private const int LongestHead = 80;

    /// <summary>Whether the Base64 at an index is one.</summary>
    public static bool IsAt(string text, int start)
    {
        int first = Math.Max(0, start - LongestHead);
        return start > 0 && text[start - 1] == ',' && text.IndexOf(Mark, first, start - first, StringComparison.Ordinal) >= 0;
    }
}
