using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>What was read of a software bill of materials: an inventory or an error.</summary>
/// <param name="Inventory">The packages, with notes on what of the bill says nothing; null where there is an error.</param>
/// <param name="Format">The form; null where there is an error.</param>
/// <param name="Error">Why it could not be read, with the place; null where it could.</param>
public sealed record SbomReading(PackageInventory? Inventory, SbomFormat? Format, DocumentError? Error);
