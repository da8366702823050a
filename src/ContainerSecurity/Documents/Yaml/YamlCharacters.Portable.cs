namespace ContainerSecurity.Documents.Yaml;

internal static partial class YamlCharacters
{
    /// <summary>The first character that is not printable ASCII, between two offsets; the end where there is none.</summary>
    public static int NextUnusual(string text, int from, int end)
    {
        while (from < end && text[from] is >= ' ' and <= '~')
            from++;
        return from;
    }
}
