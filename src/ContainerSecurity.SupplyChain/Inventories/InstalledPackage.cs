using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>A package that an image, a folder or a build holds.</summary>
/// <param name="Url">What it is, with its version; of a package of an operating system with <c>arch</c> and <c>distro</c>.</param>
/// <param name="File">The file that says so, by its path in the image or folder, without a leading slash.</param>
public sealed record InstalledPackage(PackageUrl Url, string File)
{
    /// <summary>The name as its own package manager writes it.</summary>
    public string Name { get; init; } = Url.Name;

    /// <summary>The version as its own package manager writes it, with its epoch; empty where it has none.</summary>
    public string Version { get; init; } = Url.Version ?? "";

    /// <summary>The source package that it was built from, which advisories of distributions name; the name where there is none other.</summary>
    public string SourceName { get; init; } = Url.Name;

    /// <summary>The version of the source package; the version where there is none other.</summary>
    public string SourceVersion { get; init; } = Url.Version ?? "";

    /// <summary>Who made the package, as the package says: a maintainer of dpkg, a vendor of rpm; null where it does not say.</summary>
    public string? Vendor { get; init; }

    /// <summary>Whether the distribution whose release the image has made it, so that its advisories speak for it and its files.</summary>
    public bool IsFromDistribution { get; init; }

    /// <summary>The licences that the metadata name, as they are written there.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The diff ID of the layer that brought it, such as <c>sha256:…</c>; null where there are no layers.</summary>
    public string? Layer { get; init; }

    /// <summary>The module stream of an rpm, such as <c>nodejs:12</c>; empty where it is of a module that is not named, null for none.</summary>
    public string? Module { get; init; }

    /// <summary>Whether it is needed to develop only, and not to run.</summary>
    public bool IsDevelopment { get; init; }
}
