using System.Collections.Frozen;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>The ecosystems of OSV, the types of package URLs and the orders of versions that belong together.</summary>
internal static class EcosystemTable
{
    private static readonly FrozenDictionary<string, (string Name, PackageEcosystem Versions)> Ecosystems =
        new (string Name, PackageEcosystem Versions)[]
        {
            ("AlmaLinux", PackageEcosystem.Rpm),
            ("Alpaquita", PackageEcosystem.Alpine),
            ("Alpine", PackageEcosystem.Alpine),
            ("Amazon Linux", PackageEcosystem.Rpm),
            ("Azure Linux", PackageEcosystem.Rpm),
            ("Bitnami", PackageEcosystem.SemVer),
            ("Chainguard", PackageEcosystem.Alpine),
            ("CocoaPods", PackageEcosystem.CocoaPods),
            ("ConanCenter", PackageEcosystem.Conan),
            ("CRAN", PackageEcosystem.Cran),
            ("crates.io", PackageEcosystem.Cargo),
            ("Debian", PackageEcosystem.Debian),
            ("Fedora", PackageEcosystem.Rpm),
            ("GitHub Actions", PackageEcosystem.GitHubActions),
            ("Go", PackageEcosystem.Go),
            ("Hackage", PackageEcosystem.Hackage),
            ("Hex", PackageEcosystem.Hex),
            ("Julia", PackageEcosystem.SemVer),
            ("Kubernetes", PackageEcosystem.SemVer),
            ("Mageia", PackageEcosystem.Rpm),
            ("Maven", PackageEcosystem.Maven),
            ("MinimOS", PackageEcosystem.Alpine),
            ("npm", PackageEcosystem.Npm),
            ("NuGet", PackageEcosystem.NuGet),
            ("openEuler", PackageEcosystem.Rpm),
            ("openSUSE", PackageEcosystem.Rpm),
            ("Oracle Linux", PackageEcosystem.Rpm),
            ("Packagist", PackageEcosystem.Packagist),
            ("Photon OS", PackageEcosystem.Rpm),
            ("Pub", PackageEcosystem.Pub),
            ("PyPI", PackageEcosystem.PyPI),
            ("Red Hat", PackageEcosystem.Rpm),
            ("Rocky Linux", PackageEcosystem.Rpm),
            ("RubyGems", PackageEcosystem.RubyGems),
            ("SUSE", PackageEcosystem.Rpm),
            ("SwiftURL", PackageEcosystem.Swift),
            ("Ubuntu", PackageEcosystem.Debian),
            ("Wolfi", PackageEcosystem.Alpine),
        }.ToFrozenDictionary(e => e.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["bitnami"] = "Bitnami",
        ["cargo"] = "crates.io",
        ["cocoapods"] = "CocoaPods",
        ["composer"] = "Packagist",
        ["conan"] = "ConanCenter",
        ["cran"] = "CRAN",
        ["gem"] = "RubyGems",
        ["githubactions"] = "GitHub Actions",
        ["golang"] = "Go",
        ["hackage"] = "Hackage",
        ["hex"] = "Hex",
        ["julia"] = "Julia",
        ["maven"] = "Maven",
        ["npm"] = "npm",
        ["nuget"] = "NuGet",
        ["pub"] = "Pub",
        ["pypi"] = "PyPI",
        ["swift"] = "SwiftURL",
    }.ToFrozenDictionary();

    /// <summary>The name of an ecosystem as OSV writes it.</summary>
    public static string NameOf(string name) => Ecosystems.TryGetValue(name, out var known) ? known.Name : name;

    /// <summary>The order of versions of an ecosystem; null where it is not known.</summary>
    public static PackageEcosystem? VersionsOf(string name) =>
        Ecosystems.TryGetValue(name, out var known) ? known.Versions : null;

    /// <summary>The ecosystem of a type of package URLs that no distribution makes; null where OSV has none.</summary>
    public static string? OfType(string type) => Types.GetValueOrDefault(type);

    /// <summary>The type of package URLs of an ecosystem that is no distribution; null where there is none.</summary>
    public static string? TypeOf(string ecosystem) => Types.FirstOrDefault(t => t.Value == ecosystem).Key;

    /// <summary>A name as it is looked up: many ecosystems write one name in several ways.</summary>
    public static string KeyOf(string ecosystem, string name) => VersionsOf(ecosystem) switch
    {
        PackageEcosystem.PyPI => PackageUrlTypeChecks.PyPiName(name),
        PackageEcosystem.NuGet or PackageEcosystem.Npm or PackageEcosystem.Go or PackageEcosystem.Packagist
            or PackageEcosystem.Hex or PackageEcosystem.Pub or PackageEcosystem.GitHubActions => name.ToLowerInvariant(),
        PackageEcosystem.Swift => SwiftName(name),
        _ => name,
    };

    /// <summary>The name that the ecosystem of a package URL has for its package.</summary>
    public static string NameOf(PackageUrl url) => url switch
    {
        { Namespace: null } => url.Name,
        { Type: "maven" } => $"{url.Namespace}:{url.Name}",
        { Type: "conan" } => url.Name,
        _ => $"{url.Namespace}/{url.Name}",
    };

    // Addresses with or without scheme and the ending of git are one package.
    private static string SwiftName(string name)
    {
        string key = name.ToLowerInvariant();
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        key = scheme < 0 ? key : key[(scheme + 3)..];
        return key.EndsWith(".git", StringComparison.Ordinal) ? key[..^4] : key;
    }
}
