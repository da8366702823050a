namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>Tells which version a project file asks for.</summary>
internal static class NuGetVersion
{
    /// <summary>
    /// The one version that a range names: <c>1.2.3</c>, of which NuGet takes the lowest, or <c>[1.2.3]</c>. Null for a
    /// floating
    /// version, a wider range and one that holds a property.
    /// </summary>
    public static string? Exact(string? range)
    {
        if (string.IsNullOrWhiteSpace(range))
            return null;
        string version = range.Trim();
        if (version is ['[', .., ']'])
            version = version[1..^1].Trim();
        bool isPlain = version.Length > 0 && char.IsAsciiDigit(version[0]);
        foreach (char c in version)
            isPlain &= char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+';
        return isPlain ? version : null;
    }
}
