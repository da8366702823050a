using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>What bills of materials and reports of scanners are compared with.</summary>
public sealed record PackageReportOptions
{
    /// <summary>Compares the packages of bills with advisories; null, the default value, for nobody.</summary>
    public VulnerabilityScanner? Scanner { get; init; }

    /// <summary>What is said of flaws in products; what does not affect one, or is fixed there, counts no more. The default value says nothing.</summary>
    public VexBook Statements { get; init; } = new([]);

    /// <summary>
    /// Hears what is not known, so that there may be more flaws than are found; null for nobody. It may be called from
    /// several threads at once.
    /// </summary>
    public Action<AdvisoryNote>? OnUnknown { get; init; }

    /// <summary>
    /// Hears what is passed over for a good reason, such as secrets in a report that is read for its flaws, or bills
    /// that were come upon and compared with nothing; null for nobody. It may be called from several threads at once.
    /// </summary>
    public Action<AdvisoryNote>? OnPassedOver { get; init; }

    /// <summary>Bounds on bills.</summary>
    public InventoryOptions Inventory { get; init; } = new();
}
