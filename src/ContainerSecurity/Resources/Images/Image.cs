using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>An image as a registry, an archive or a folder has it: its configuration, its layers, and the files in them that a rule may ask for.</summary>
public sealed class Image : Resource, IUsesImages, IHoldsPackages
{
    private const string BaseNameKey = "org.opencontainers.image.base.name";
    private const string BaseDigestKey = "org.opencontainers.image.base.digest";

    private ImageUse[]? images;

    /// <summary>Creates an image.</summary>
    /// <param name="source">The name shown to people: the reference, archive or folder as it was asked for.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="layers">The layers, the lowest first.</param>
    /// <param name="annotations">The manifest's annotations; null for none.</param>
    public Image(string source, ImageConfig config, IReadOnlyList<Layer> layers, IReadOnlyDictionary<string, string>? annotations = null)
        : this(
            source,
            config,
            layers,
            new NodeView(new ImageNodes(new SourceFile(source)).Write(
                config ?? throw new ArgumentNullException(nameof(config)), annotations ?? Descriptor.NoAnnotations)))
    {
    }

    private Image(string source, ImageConfig config, IReadOnlyList<Layer> layers, NodeView root)
        : base(root, "Image", Field<string>.Known(source), root["config"].Map("Labels"), root["config"].Map("Labels"))
    {
        Config = config;
        Layers = layers ?? throw new ArgumentNullException(nameof(layers));
    }

    /// <summary>The configuration.</summary>
    public ImageConfig Config { get; }

    /// <summary>The layers, the lowest first.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The reference that the image is known by; null for an image of an archive that has none.</summary>
    public string? Reference { get; init; }

    /// <summary>The digest of the manifest; null where the image has none, as in archives of <c>docker save</c>.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The files of all layers that a rule may ask for, hidden ones too, by layer and then in the layer's order.</summary>
    public IReadOnlyList<LayerFile> Files { get; init; } = [];

    /// <summary>The distribution; null where the image names none.</summary>
    public OperatingSystemRelease? Release { get; init; }

    /// <summary>The numbers of the users in <c>/etc/passwd</c>, by name.</summary>
    public IReadOnlyDictionary<string, long> UserIds { get; init; } = new Dictionary<string, long>();

    /// <summary>The images, as they are now, that this one may be built on.</summary>
    public IReadOnlyList<BaseImage> Bases { get; init; } = [];

    /// <summary>What is known to be wrong with the packages in it; empty where nobody compared them with advisories.</summary>
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

    /// <summary>Whether the image is approved; null where nobody asked.</summary>
    public ImageApproval? Approval { get; init; }

    /// <summary>What is known of its signatures; null where nobody verified them.</summary>
    public ImageVerification? Verification { get; init; }

    /// <summary>The user a container runs as, <c>user[:group]</c>; missing where the image names none, which is root.</summary>
    public Field<string> User => Root["config"].Text("User");

    /// <summary>The environment variables, each <c>NAME=value</c>.</summary>
    public FieldList<string> Environment => Root["config"].TextList("Env");

    /// <summary>The words of the program that a container starts.</summary>
    internal FieldList<string> Entrypoint => Root["config"].TextList("Entrypoint");

    /// <summary>The words that follow the program.</summary>
    internal FieldList<string> Command => Root["config"].TextList("Cmd");

    /// <summary>The command of the health check as Docker writes it, its kind first; missing where there is none.</summary>
    public FieldList<string> HealthCheck => Root["config"]["Healthcheck"].TextList("Test");

    /// <summary>The commands that made the image, the oldest first.</summary>
    public FieldList<NodeView> History => Root.Views("history");

    /// <summary>The digests of the uncompressed layers.</summary>
    public FieldList<string> DiffIds => Root["rootfs"].TextList("diff_ids");

    /// <summary>When the image was made.</summary>
    public Field<string> Created => Root.Text("created");

    /// <summary>The reference of the image that this one says it is built on, by annotation or label.</summary>
    public Field<string> BaseName => Root["annotations"].Text(BaseNameKey).Else(Labels[BaseNameKey]);

    /// <summary>The digest of the image that this one says it is built on, by annotation or label.</summary>
    public Field<string> BaseDigest => Root["annotations"].Text(BaseDigestKey).Else(Labels[BaseDigestKey]);

    /// <summary>How many of the lowest layers are the base's and not the image's own; 0 where that is not known.</summary>
    public int BaseLayerCount => BaseLayers.Count(Config, Bases);

    /// <summary>The number of the user a container runs as; null where the image names a user that it does not have, or none.</summary>
    public long? UserId => NamedUser.Id;

    private ImageUser NamedUser => new("The image", User, UserIds);

    /// <summary>The image by its own reference, and the one it says it is built on.</summary>
    public IReadOnlyList<ImageUse> Images => images ??= [.. UsedImages()];

    /// <summary>The place of a file, for findings.</summary>
    public ILocated PlaceOf(LayerFile file) =>
        new FilePlace(new DocumentLocation(Node.File, SourceSpan.FileStart, "/" + (file ?? throw new ArgumentNullException(nameof(file))).Path));

    /// <summary>The place of a flaw, for findings: the file that tells of the package, or the image.</summary>
    public ILocated PlaceOf(Vulnerability flaw) => PlaceOf((flaw ?? throw new ArgumentNullException(nameof(flaw))).File);

    /// <summary>The place of a package, for findings: the file that tells of it, or the image.</summary>
    public ILocated PlaceOf(Package package) => PlaceOf((package ?? throw new ArgumentNullException(nameof(package))).File);

    /// <inheritdoc/>
    public string OriginOf(int? layer)
    {
        if (layer is not { } index || index < 0 || index >= Layers.Count)
            return "";
        if (index >= BaseLayerCount)
            return $" {Layers[index]} brought it: build again from layer {index + 1} on.";
        return $" {Layers[index]}, one of the base image, brought it: update {NameOfBase()} and build again on it.";
    }

    private string NameOfBase()
    {
        string? name = BaseName.IsKnown ? BaseName.Value
            : Bases.Where(b => b.CountShared(Config.DiffIds) > 0).OrderByDescending(b => b.CountShared(Config.DiffIds)).FirstOrDefault()?.Name;
        return name is null ? "the base image" : $"the base '{name}'";
    }

    private FilePlace PlaceOf(string? file) =>
        new(new DocumentLocation(Node.File, SourceSpan.FileStart, file is null ? "" : "/" + file));

    private IEnumerable<ImageUse> UsedImages()
    {
        if (Reference is not null)
            yield return new ImageUse("This is", Field<string>.Known(Reference, Node));
        if (BaseName.IsKnown)
            yield return new ImageUse("This image is built on", BaseName);
    }

    private sealed record FilePlace(DocumentLocation? Location) : ILocated;

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        visitor.Visit<IHoldsPackages>(this);
        visitor.Visit(NamedUser);
    }
}
