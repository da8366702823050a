using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Inventories;

namespace ImageInventory;

/// <summary>Prints what an image holds, what is known to be wrong with it, and what is not known.</summary>
public static class Summary
{
    /// <summary>Prints a summary.</summary>
    public static void Write(PackageInventory inventory, IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> unknown)
    {
        Console.WriteLine($"{inventory.Packages.Count} packages of {inventory.Release?.Id} {inventory.Release?.Version}");
        foreach (Vulnerability flaw in flaws)
            Console.WriteLine($"{flaw.Id} in {flaw.Package} {flaw.Installed} of layer {flaw.Layer + 1}, mended by {flaw.FixedIn ?? "nothing yet"}");
        foreach (AdvisoryNote note in unknown)
            Console.WriteLine($"not known: {note.Message}");
    }
}
