using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.ScannerReports.Formats;

/// <summary>Makes package URLs of the names that OSV has for packages.</summary>
internal static class OsvPackageUrl
{
    private static readonly Dictionary<string, (string Type, string Namespace)> Distributions = new(StringComparer.Ordinal)
    {
        ["AlmaLinux"] = ("rpm", "almalinux"),
        ["Alpine"] = ("apk", "alpine"),
        ["Chainguard"] = ("apk", "chainguard"),
        ["Debian"] = ("deb", "debian"),
        ["Fedora"] = ("rpm", "fedora"),
        ["openSUSE"] = ("rpm", "opensuse"),
        ["Red Hat"] = ("rpm", "redhat"),
        ["Rocky Linux"] = ("rpm", "rocky-linux"),
        ["SUSE"] = ("rpm", "suse"),
        ["Ubuntu"] = ("deb", "ubuntu"),
        ["Wolfi"] = ("apk", "wolfi"),
    };

    /// <summary>The package URL; null where the ecosystem has none.</summary>
    public static PackageUrl? Of(AdvisoryEcosystem ecosystem, string name, string? version)
    {
        string? known = string.IsNullOrEmpty(version) ? null : version;
        if (Distributions.TryGetValue(ecosystem.Name, out (string Type, string Namespace) distribution))
            return Create(distribution.Type, distribution.Namespace, name, known);
        if (EcosystemTable.TypeOf(ecosystem.Name) is not { } type)
            return null;
        int split = name.LastIndexOf(type == "maven" ? ':' : '/');
        return split <= 0 ? Create(type, null, name, known) : Create(type, name[..split], name[(split + 1)..], known);
    }

    private static PackageUrl? Create(string type, string? space, string name, string? version) =>
        PackageUrl.TryCreate(type, space, name, version, null, null, out PackageUrl? url, out _) ? url : null;
}
