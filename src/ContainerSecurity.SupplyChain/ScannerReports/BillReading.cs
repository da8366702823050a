using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;
using ContainerSecurity.SupplyChain.ScannerReports.Formats;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>The reading of a bill of materials: its packages, the flaws that it tells of itself, and those that advisories do.</summary>
internal sealed class BillReading(PackageReportOptions options, bool isFound, ReportContent content, List<DocumentError> errors)
{
    private const string NoPackage = "The bill names no package, so nothing is known of what it is a bill of.";

    /// <summary>Reads a bill; null where there is none.</summary>
    public PackageReport? Read(byte[] bytes, string path, SourceFile file, DocumentNode root)
    {
        bool wasBroken = errors.Count > 0;
        SbomReading reading = SbomReader.Read(bytes, path, options.Inventory);
        if (reading.Inventory is not { } inventory)
        {
            if (!wasBroken)
                errors.Add(reading.Error!);
            return null;
        }
        (MappingNode? bill, bool isInside) = WrappedBill.Find(root);
        BillPlaces places = isInside ? BillPlaces.Of(bill!) : BillPlaces.None;
        content.Name = SubjectOf(bill);
        if (bill is not null && reading.Format == SbomFormat.CycloneDx)
            new CycloneDxFlawReader(content, isInside ? null : DocumentLocation.Of(root)).Read(bill);
        content.IsCompared = content.Flaws.ToList().Count > 0 || options.Scanner is not null;
        Compare(inventory, path, places);
        Judge(inventory, VexJson.Items(bill, "vulnerabilities").Any());
        return new PackageReport(file, "Sbom", content.Name ?? path)
        {
            Packages = [.. inventory.Packages.Select(p => ToPackage(p, path, places))],
            Vulnerabilities = content.Unsettled(),
            Unknown = content.Unknown,
            UnknownPackages = [.. UnknownOf(inventory)],
            VulnerabilityData = options.Scanner?.Data ?? [],
            IsCompared = content.IsCompared,
        };
    }

    /// <summary>What is not known of the packages themselves; a bill that was found and tells of none may be one of flaws.</summary>
    private IEnumerable<string> UnknownOf(PackageInventory inventory) =>
        content.Unknown.Where(u => u == NoPackage)
            .Concat(inventory.Notes.Where(n => n.Message != SbomEnvelope.UncheckedSignatures).Select(n => n.Said))
            .Distinct();

    private void Compare(PackageInventory inventory, string path, BillPlaces places)
    {
        InventoryNote[] unsigned = [.. inventory.Notes.Where(n => n.Message == SbomEnvelope.UncheckedSignatures)];
        foreach (InventoryNote note in unsigned)
            content.PassOver(note.Message);
        if (options.Scanner is not { } scanner)
            return;
        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> notes) =
            scanner.Find(inventory with { Notes = [.. inventory.Notes.Except(unsigned)] }, [], content.Subject);
        foreach (Vulnerability flaw in flaws)
            content.Flaws.Add(flaw with { File = flaw.File == path ? null : flaw.File, Location = places.Find(flaw.Url, flaw.Package, flaw.Installed) });
        foreach (AdvisoryNote note in notes)
            options.OnUnknown?.Invoke(note);
    }

    /// <summary>Says what silence would not say: nothing was compared, or there is nothing to compare.</summary>
    private void Judge(PackageInventory inventory, bool isAboutFlaws)
    {
        if (inventory.Packages.Count == 0 && (isFound || isAboutFlaws))
            return;
        if (inventory.Packages.Count == 0)
            content.Unknown.Add(NoPackage);
        else if (!content.IsCompared && isFound)
            content.PassOver("Bills of materials were compared with no advisories, because none were given; '--advisories' takes them.");
        else if (!content.IsCompared)
            content.Unknown.Add($"Its {Counted.Of(inventory.Packages.Count, "package")} {(inventory.Packages.Count == 1 ? "was" : "were")} compared with no advisories, because none were given; '--advisories' takes them.");
    }

    private static Package ToPackage(InstalledPackage package, string path, BillPlaces places) => new(package.Name, package.Version)
    {
        Url = package.Url.ToString(),
        Licenses = package.Licenses,
        File = package.File == path ? null : package.File,
        Location = places.Find(package.Url.ToString(), package.Name, package.Version),
    };

    private static string? SubjectOf(MappingNode? bill) =>
        VexJson.Text(VexJson.Map(VexJson.Map(bill, "metadata"), "component"), "name") is { Length: > 0 } component ? component
            : VexJson.Text(bill, "name") is { Length: > 0 } name ? name : null;
}
