namespace ContainerSecurity.SupplyChain.Inventories;

/// <summary>The packages that an image, a folder or a build holds.</summary>
/// <param name="Packages">The packages, in the order of their files and names.</param>
/// <param name="Release">The release of the operating system; null where there is none, as in a folder.</param>
/// <param name="Notes">What is not known; empty where all is.</param>
public sealed record PackageInventory(IReadOnlyList<InstalledPackage> Packages, OperatingSystemRelease? Release, IReadOnlyList<InventoryNote> Notes);
