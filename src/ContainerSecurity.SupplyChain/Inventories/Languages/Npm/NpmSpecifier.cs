namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// What stands behind the name of a package: a version, another package (<c>npm:real@1.0.0</c>), or a place.
/// </summary>
internal static class NpmSpecifier
{
    private const string AliasPrefix = "npm:";
    private static readonly string[] LocalPrefixes = ["file:", "link:", "workspace:", "portal:"];

    /// <summary>The package that an alias stands for, with its version; null where it is no alias.</summary>
    public static (string Name, string Version)? Alias(string specifier)
    {
        if (!specifier.StartsWith(AliasPrefix, StringComparison.Ordinal))
            return null;
        string target = specifier[AliasPrefix.Length..];
        return Split(target) is var (name, version) ? (name, version) : null;
    }

    /// <summary>
    /// The name and what stands behind it, divided at the first <c>@</c> that is not the first character.
    /// </summary>
    public static (string Name, string Specifier)? Split(string text)
    {
        int at = text.Length > 1 ? text.IndexOf('@', 1) : -1;
        return at > 0 ? (text[..at], text[(at + 1)..]) : null;
    }

    /// <summary>Whether it is a version and no place.</summary>
    public static bool IsVersion(string? text) => text is { Length: > 0 } && char.IsAsciiDigit(text[0]) && !text.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether it is a folder of the user's own.</summary>
    public static bool IsLocal(string? text) => text is not null && LocalPrefixes.Any(p => text.StartsWith(p, StringComparison.Ordinal));
}
