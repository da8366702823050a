using System.Text;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>
/// Makes packages of the ecosystems, each with the package URL that its type prescribes (purl-spec, types).
/// </summary>
internal static class LanguagePackage
{
    /// <summary>A package of NuGet; null where there is no name.</summary>
    public static InstalledPackage? NuGet(string? name, string? version, string file) => Make("nuget", null, name, name, version, file);

    /// <summary>A package of npm, whose scope is the namespace.</summary>
    public static InstalledPackage? Npm(string? name, string? version, string file)
    {
        (string? scope, string? plain) = name is ['@', ..] ? Split(name, '/') : (null, name);
        return Make("npm", scope, plain, name, version, file);
    }

    /// <summary>A package of PyPI. Its URL has the name as PEP 503 normalises it.</summary>
    public static InstalledPackage? PyPi(string? name, string? version, string file) =>
        Make("pypi", null, name is null ? null : NormalizePython(name), name, version, file);

    /// <summary>A Go module.</summary>
    public static InstalledPackage? Go(string? path, string? version, string file)
    {
        (string? above, string? last) = path is null ? (null, null) : Split(path, '/');
        return Make("golang", above, last, path, version, file);
    }

    /// <summary>A crate.</summary>
    public static InstalledPackage? Cargo(string? name, string? version, string file) => Make("cargo", null, name, name, version, file);

    /// <summary>A package of Packagist.</summary>
    public static InstalledPackage? Composer(string? name, string? version, string file)
    {
        (string? vendor, string? plain) = name is null ? (null, null) : Split(name, '/');
        return Make("composer", vendor, plain, name, version, file);
    }

    /// <summary>A gem.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="platform">The platform that it is built for; null or <c>ruby</c> for any.</param>
    /// <param name="file">The file.</param>
    public static InstalledPackage? Gem(string? name, string? version, string? platform, string file)
    {
        Dictionary<string, string>? qualifiers = platform is { Length: > 0 } and not "ruby" ? new() { ["platform"] = platform } : null;
        return Make("gem", null, name, name, version, file, qualifiers);
    }

    /// <summary>An artifact of Maven, named <c>group:artifact</c>; null where either is unknown.</summary>
    public static InstalledPackage? Maven(string? group, string? artifact, string? version, string file) =>
        string.IsNullOrEmpty(group) ? null : Make("maven", group, artifact, $"{group}:{artifact}", version, file);

    /// <summary>
    /// The name by which an ecosystem calls what a URL names, such as <c>@scope/name</c> or <c>group:artifact</c>.
    /// </summary>
    public static string NameOf(PackageUrl url) => (url.Namespace, url.Type) switch
    {
        (null or "", _) => url.Name,
        (_, "maven") => $"{url.Namespace}:{url.Name}",
        (_, "npm" or "golang" or "composer" or "swift") => $"{url.Namespace}/{url.Name}",
        _ => url.Name,
    };

    /// <summary>
    /// A name as PEP 503 normalises it: runs of <c>-</c>, <c>_</c> and <c>.</c> are one <c>-</c>, and letters are
    /// small.
    /// </summary>
    public static string NormalizePython(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            char next = c is '_' or '.' ? '-' : char.ToLowerInvariant(c);
            if (next != '-' || normal.Length == 0 || normal[^1] != '-')
                normal.Append(next);
        }
        return normal.ToString();
    }

    private static InstalledPackage? Make(
        string type, string? @namespace, string? name, string? fullName, string? version, string file, Dictionary<string, string>? qualifiers = null)
    {
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(fullName))
            return null;
        string? known = string.IsNullOrWhiteSpace(version) ? null : version;
        return new InstalledPackage(new PackageUrl(type, @namespace, name, known, qualifiers), file)
        {
            Name = fullName,
            Version = known ?? "",
            SourceName = fullName,
            SourceVersion = known ?? "",
        };
    }

    private static (string? Above, string? Last) Split(string path, char separator)
    {
        int slash = path.LastIndexOf(separator);
        return slash <= 0 ? (null, path) : (path[..slash], path[(slash + 1)..]);
    }
}
