using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;
using ImageInventory;

// ImageInventory IMAGE ADVISORIES BILL
(string location, string advisories, string bill) = (args[0], args[1], args[2]);

(IImageSource source, string? reference) = await ImageSource.OpenAsync(location).ConfigureAwait(false);
await using (source.ConfigureAwait(false))
{
    ContainerImage image = await ContainerImage.OpenAsync(source, reference).ConfigureAwait(false);
    PackageInventory inventory = await new InventoryReader().ReadImageAsync(image).ConfigureAwait(false);
    using (FileStream output = File.Create(bill))
        SbomWriter.Write(output, inventory, SbomFormat.CycloneDx, new SbomOptions { Name = "image", Version = image.Descriptor.Digest.ToString() });

    var scanner = new VulnerabilityScanner(AdvisoryFeed.Read([advisories]));
    (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> unknown) = scanner.Find(inventory, [.. image.Config.DiffIds.Select(d => d.ToString())]);
    Summary.Write(inventory, flaws, unknown);
}
