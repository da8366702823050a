namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>Reads the plain lines of a properties file, as Maven writes them.</summary>
internal static class JavaProperties
{
    /// <summary>The keys and values; of a key that stands twice, the last.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int equals = line.IndexOfAny('=', ':');
            if (equals > 0 && line[0] is not ('#' or '!'))
                values[line[..equals].Trim().ToString()] = line[(equals + 1)..].Trim().ToString();
        }
        return values;
    }
}
