using System.Globalization;
using ContainerSecurity.SupplyChain.Inventories.OperatingSystems;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Names packages of operating systems by package URL.</summary>
internal static class SystemPurl
{
    /// <summary>The URL of a package, with <c>arch</c>, <c>distro</c> and, of an rpm, <c>epoch</c>; null where its names are none of a URL.</summary>
    public static PackageUrl? Of(SystemPackage package, OperatingSystemRelease? release)
    {
        var qualifiers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (package.Architecture.Length > 0)
            qualifiers["arch"] = package.Architecture;
        if (release is not null)
            qualifiers["distro"] = release.Version is null ? release.Id : $"{release.Id}-{release.Version}";
        if (package.Epoch > 0)
            qualifiers["epoch"] = package.Epoch.ToString(CultureInfo.InvariantCulture);
        string type = package.System switch
        {
            PackageSystem.Dpkg => "deb",
            PackageSystem.Apk => "apk",
            _ => "rpm",
        };
        return PackageUrl.TryCreate(type, NamespaceOf(package.System, release), package.Name, package.Version, qualifiers, null, out PackageUrl? url, out _)
            ? url : null;
    }

    /// <summary>Who publishes the packages; where no release says it, those whose package manager it is.</summary>
    private static string? NamespaceOf(PackageSystem system, OperatingSystemRelease? release) => release?.Id switch
    {
        null => system switch
        {
            PackageSystem.Dpkg => "debian",
            PackageSystem.Apk => "alpine",
            _ => null,
        },
        "rhel" => "redhat",
        "sles" or "sle_hpc" or "sl-micro" => "suse",
        var id when id.StartsWith("opensuse", StringComparison.Ordinal) => "opensuse",
        var id => id,
    };
}
