using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>What a bill says of its maker and of what it is about.</summary>
internal static class SbomTool
{
    /// <summary>The name of the maker.</summary>
    public const string Name = "ContainerSecurity";

    /// <summary>The version of the maker.</summary>
    public static string Version { get; } = typeof(SbomTool).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Whether an inventory is that of an image: it has a release or layers.</summary>
    public static bool IsImage(PackageInventory inventory) => inventory.Release is not null || inventory.Packages.Any(p => p.Layer is not null);
}
