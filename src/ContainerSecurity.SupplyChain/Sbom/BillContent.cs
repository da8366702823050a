using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;
using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>What has been read of a bill so far.</summary>
internal sealed class BillContent(string path, InventoryOptions options)
{
    private const int MaxNotes = 1000;

    private readonly List<InstalledPackage> packages = [];
    private readonly List<InventoryNote> notes = [];
    private int unsaid;

    /// <summary>The release of the operating system; null where none is named.</summary>
    public OperatingSystemRelease? Release { get; private set; }

    /// <summary>Adds a package.</summary>
    /// <param name="url">Its URL as it is written; null or empty where there is none.</param>
    /// <param name="name">Its name as it is written.</param>
    /// <param name="version">Its version as it is written.</param>
    /// <param name="facts">What else is known of it.</param>
    /// <param name="complete">Adds what the form of the bill has fields for.</param>
    public void Add(
        string? url, string? name, string? version, IReadOnlyList<(string Name, string Value)> facts, Func<InstalledPackage, InstalledPackage> complete)
    {
        if (string.IsNullOrEmpty(url))
            Note($"'{FileText.Quoted(name ?? "")}' has no package URL, so it is compared with no advisory.");
        else if (!PackageUrl.TryParse(url, out PackageUrl? parsed, out string? error))
            Note($"'{FileText.Quoted(url)}' is no package URL, so it is compared with no advisory: {error.TrimEnd('.')}.");
        else if (packages.Count == options.MaxPackages)
            throw new PackageFormatException($"it holds more than {options.MaxPackages} packages");
        else
            packages.Add(complete(SbomFacts.Package(parsed, version, path, facts)));
    }

    /// <summary>Takes the first operating system that is named; others are said.</summary>
    public void Take(OperatingSystemRelease release)
    {
        if (Release is null)
            Release = release;
        else if (Release.Id != release.Id || Release.Version != release.Version)
            Note($"The bill names a second operating system, '{FileText.Quoted(release.Id)}' {FileText.Quoted(release.Version ?? "")}, which was left out.");
    }

    /// <summary>Takes what the maker of the bill did not know.</summary>
    public void Take(InventoryNote note) => notes.Add(note);

    /// <summary>Says what of the bill says nothing.</summary>
    public void Note(string message)
    {
        if (notes.Count < MaxNotes)
            notes.Add(new InventoryNote(path, message));
        else
            unsaid++;
    }

    /// <summary>The whole.</summary>
    public PackageInventory ToInventory()
    {
        if (unsaid > 0)
            notes.Add(new InventoryNote(path, $"There are {unsaid} more such notes."));
        return new PackageInventory(packages, Release, notes);
    }
}
