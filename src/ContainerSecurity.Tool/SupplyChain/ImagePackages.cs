using System.Runtime.CompilerServices;
using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>The inventories of images, each read once however many ask for it.</summary>
internal static class ImagePackages
{
    private static readonly ConditionalWeakTable<ContainerImage, PackageInventory> Known = [];

    /// <summary>Reads what an image holds.</summary>
    public static async ValueTask<PackageInventory> InventoryAsync(ContainerImage image, CancellationToken cancellation)
    {
        if (Known.TryGetValue(image, out PackageInventory? known))
            return known;
        PackageInventory inventory = await new InventoryReader().ReadImageAsync(image, null, cancellation).ConfigureAwait(false);
        Known.AddOrUpdate(image, inventory);
        return inventory;
    }

    /// <summary>Reads the packages of an image in the form in which rules judge them.</summary>
    public static async ValueTask<IReadOnlyList<Package>> ReadAsync(ContainerImage image, CancellationToken cancellation)
    {
        string[] layers = [.. image.Config.DiffIds.Select(d => d.ToString())];
        PackageInventory inventory = await InventoryAsync(image, cancellation).ConfigureAwait(false);
        return [.. inventory.Packages.Select(p => new Package(p.Name, p.Version)
        {
            Url = p.Url.ToString(),
            Licenses = p.Licenses,
            Layer = p.Layer is { } layer && Array.IndexOf(layers, layer) is >= 0 and int index ? index : null,
            File = p.File,
        })];
    }
}
