using ContainerSecurity.Images;
using ContainerSecurity.Images.Examination;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.SupplyChain.Advisories.Matching;

/// <summary>
/// Takes the inventory of an image while its layers are read for the rules, and compares it with advisories. It is what
/// <see cref="ImageReaderOptions.Examiner"/> makes for each image.
/// </summary>
public sealed class PackageExaminer : IImageExaminer
{
    private readonly VulnerabilityScanner? scanner;
    private readonly ContainerImage image;
    private readonly VexSubject subject;
    private readonly Action<AdvisoryNote>? onNote;
    private readonly LayerInventory inventory;

    /// <summary>Creates an examiner.</summary>
    /// <param name="image">The image that is read.</param>
    /// <param name="reference">The reference by which statements may name the image, or a path, which names none.</param>
    /// <param name="scanner">What compares; null where only the packages are asked for.</param>
    /// <param name="onNote">Hears what is not known: of the inventory, the advisories and the comparison; null for nobody.</param>
    /// <param name="options">Bounds on the inventory; null for the defaults.</param>
    public PackageExaminer(
        ContainerImage image, string reference, VulnerabilityScanner? scanner = null, Action<AdvisoryNote>? onNote = null, InventoryOptions? options = null)
    {
        this.scanner = scanner;
        this.image = image ?? throw new ArgumentNullException(nameof(image));
        this.onNote = onNote;
        subject = VexSubject.OfImage(reference, image.Descriptor.Digest);
        inventory = new InventoryReader(options).Begin();
    }

    /// <inheritdoc/>
    public bool Wants(ImageLayer layer, LayerEntry entry) => inventory.Wants(entry);

    /// <inheritdoc/>
    public ValueTask ExamineAsync(ImageLayer layer, LayerEntry entry, CancellationToken cancellationToken) =>
        inventory.ReadAsync(layer, entry, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImageExamination> CompleteAsync(ImageFileSystem files, CancellationToken cancellationToken)
    {
        string[] diffIds = [.. image.Config.DiffIds.Select(d => d.ToString())];
        PackageInventory found = inventory.Complete(image, files);
        var examination = new ImageExamination
        {
            Packages = [.. found.Packages.Select(p => ToPackage(p, diffIds))],
            UnknownPackages = [.. found.Notes.Select(n => n.Said).Distinct()],
        };
        IEnumerable<AdvisoryNote> unknown = found.Notes.Select(n => new AdvisoryNote(n.File, n.Message));
        if (scanner is not null)
        {
            (IReadOnlyList<Vulnerability> flaws, unknown) = scanner.Find(found, diffIds, subject);
            examination = examination with { IsCompared = true, Vulnerabilities = flaws, VulnerabilityData = scanner.Data };
        }
        foreach (AdvisoryNote note in unknown)
            onNote?.Invoke(note);
        return new ValueTask<ImageExamination>(examination);
    }

    private static Package ToPackage(InstalledPackage package, string[] diffIds) => new(package.Name, package.Version)
    {
        Url = package.Url.ToString(),
        Licenses = package.Licenses,
        Layer = package.Layer is { } layer && Array.IndexOf(diffIds, layer) is >= 0 and int index ? index : null,
        File = package.File,
    };
}
