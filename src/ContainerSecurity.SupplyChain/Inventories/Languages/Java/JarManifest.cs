using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>
/// What artifact a manifest names. A guess would raise false alarms, as those for any <c>core.jar</c> did elsewhere:
/// without a group,
/// which looks like a reversed domain, there is no artifact.
/// </summary>
internal static class JarManifest
{
    /// <summary>The artifact; null where the manifest does not name it.</summary>
    /// <param name="text">The manifest.</param>
    /// <param name="path">The path of the archive.</param>
    public static InstalledPackage? Artifact(string text, string path)
    {
        List<(string Name, string Value)> headers = HeaderLines.Read(text, "");
        string? symbolic = Plain(headers.Value("Bundle-SymbolicName"));
        (string? fileArtifact, string? fileVersion) = FromFileName(FilePath.NameOf(path));
        string? version = Known(headers.Value("Implementation-Version")) ?? Known(fileVersion) ?? Known(headers.Value("Bundle-Version"));
        string? artifact = Known(fileArtifact) ?? Identifier(headers.Value("Implementation-Title"));
        string? group = Group(headers.Value("Implementation-Vendor-Id")) ?? Group(symbolic, artifact);
        if (artifact is null || version is null || group is null || LanguagePackage.Maven(group, artifact, version, path) is not { } package)
            return null;
        return headers.Value("Bundle-License") is { } license && Plain(license) is { } name ? package with { Licenses = [name] } : package;
    }

    /// <summary>A name without the parameters behind a semicolon.</summary>
    private static string? Plain(string? value) => value?.Split(';')[0].Trim() is { Length: > 0 } plain ? plain : null;

    private static string? Known(string? value) => value is { Length: > 0 } && value.AsSpan().IndexOfAny('$', ' ') < 0 ? value : null;

    private static string? Identifier(string? value) =>
        value is { Length: > 0 } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? value : null;

    /// <summary>A group looks like a reversed domain.</summary>
    private static string? Group(string? vendor) => Identifier(vendor) is { } id && id.Contains('.', StringComparison.Ordinal) ? id : null;

    /// <summary>
    /// The group of a bundle that is called <c>group.artifact</c>; other names of bundles tell no group.
    /// </summary>
    private static string? Group(string? symbolic, string? artifact) =>
        artifact is not null && Identifier(symbolic) is { } name && name.EndsWith("." + artifact, StringComparison.Ordinal)
            ? Group(name[..^(artifact.Length + 1)])
            : null;

    /// <summary>The artifact and version of a file such as <c>commons-io-2.11.0.jar</c>.</summary>
    private static (string? Artifact, string? Version) FromFileName(string name)
    {
        string stem = name[..name.LastIndexOf('.')];
        for (int i = 1; i < stem.Length - 1; i++)
            if (stem[i] == '-' && char.IsAsciiDigit(stem[i + 1]))
                return (stem[..i], stem[(i + 1)..]);
        return (Identifier(stem), null);
    }
}
