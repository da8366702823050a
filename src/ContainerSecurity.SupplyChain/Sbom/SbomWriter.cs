using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Writes an inventory as a software bill of materials. The same inventory and options always give the same bytes.
/// </summary>
public static class SbomWriter
{
    /// <summary>Writes a bill.</summary>
    /// <param name="output">Takes it as JSON in UTF-8; not disposed.</param>
    /// <param name="inventory">The packages.</param>
    /// <param name="format">The form.</param>
    /// <param name="options">What else it says; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The form is unknown.</exception>
    public static void Write(Stream output, PackageInventory inventory, SbomFormat format, SbomOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(inventory);
        options ??= new SbomOptions();
        switch (format)
        {
            case SbomFormat.CycloneDx:
                string serial = ContentIdentity.Of(s => CycloneDxWriter.Write(s, inventory, options, serialNumber: null));
                CycloneDxWriter.Write(output, inventory, options, $"urn:uuid:{serial}");
                break;
            case SbomFormat.Spdx:
                string identity = ContentIdentity.Of(s => SpdxWriter.Write(s, inventory, options, identity: ""));
                SpdxWriter.Write(output, inventory, options, identity);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "The form is unknown.");
        }
    }
}
