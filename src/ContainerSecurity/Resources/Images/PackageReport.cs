using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>
/// What a bill of materials or the report of a scanner says of packages, so that the same rules judge it as an image.
/// </summary>
/// <remarks>
/// The comments of such a file waive nothing: it is written by programs, which put names and texts of strangers into
/// it.
/// </remarks>
public sealed class PackageReport : Resource, IHoldsPackages
{
    /// <summary>Creates a report.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What it is called in reports and selectors, such as <c>Sbom</c> or <c>ScanReport</c>.</param>
    /// <param name="name">What it tells of, such as the name of an image; that of the file where it does not say.</param>
    public PackageReport(SourceFile file, string kind, string name)
        : base(RootOf(file), kind, Field<string>.Known(name ?? throw new ArgumentNullException(nameof(name))), RootOf(file).Map("labels"))
    {
        file.Comments = [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Vulnerability> Vulnerabilities { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<VulnerabilityData> VulnerabilityData { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<Package>? Packages { get; init; }

    /// <inheritdoc/>
    public bool IsCompared { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> UnknownPackages { get; init; } = [];

    /// <inheritdoc/>
    public ILocated PlaceOf(Vulnerability flaw) => PlaceOf((flaw ?? throw new ArgumentNullException(nameof(flaw))).Location);

    /// <inheritdoc/>
    public ILocated PlaceOf(Package package) => PlaceOf((package ?? throw new ArgumentNullException(nameof(package))).Location);

    /// <inheritdoc/>
    public string OriginOf(int? layer) => layer is { } index ? $" Layer {index + 1} brought it: build again from layer {index + 1} on." : "";

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        visitor.Visit<IHoldsPackages>(this);
    }

    private ReportPlace PlaceOf(DocumentLocation? location) => new(location ?? Location);

    private static NodeView RootOf(SourceFile file) =>
        new(new MappingNode(file ?? throw new ArgumentNullException(nameof(file)), SourceSpan.FileStart, []));

    private sealed record ReportPlace(DocumentLocation? Location) : ILocated;
}
