using ContainerSecurity.Images.Caching;
using ContainerSecurity.Images.Examination;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Images;

/// <summary>How images are read for the rules.</summary>
public sealed class ImageReaderOptions
{
    /// <summary>Which image of an index; null for <see cref="ContainerImage.HostPlatform"/>, or the only one there is.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>How registries are talked to; null for the defaults.</summary>
    public RegistryOptions? Registry { get; init; }

    /// <summary>Bounds. The default value is <see cref="ImageReadLimits.Default"/>.</summary>
    public ImageReadLimits Limits { get; init; } = ImageReadLimits.Default;

    /// <summary>Finds secrets in the texts of layers. The default value is <see cref="SecretDetector.Default"/>.</summary>
    public SecretDetector Detector { get; init; } = SecretDetector.Default;

    /// <summary>
    /// Inspectors of one's own, which see each file after the built-in ones. Empty by default. Rules find what they tell in <see cref="LayerFile.Facts"/>.
    /// All readings with these options share them.
    /// </summary>
    public IReadOnlyList<ILayerInspector> Inspectors { get; init; } = [];

    /// <summary>
    /// Locations of images that the image may be built on. A base that the image names is asked for by itself only
    /// where it is in the image's own registry: no other is asked unless it is named here.
    /// </summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>Hears how far the reading is; null for nobody. It is called on the thread that reads, often, and must return at once.</summary>
    public Action<ImageReadProgress>? OnProgress { get; init; }

    /// <summary>
    /// Makes, for each image, who looks at its entries on the way and tells what is known of it, such as
    /// <c>PackageExaminer</c> of ContainerSecurity.SupplyChain; null, the default value, for nobody.
    /// </summary>
    public Func<ContainerImage, IImageExaminer>? Examiner { get; init; }

    /// <summary>
    /// Verifies the signatures of an image, given where it is, the name that it was asked for by (null for the only
    /// one) and what was read, such as <c>RegistryImageTrust</c> of ContainerSecurity.SupplyChain; null, the default
    /// value, for nobody.
    /// </summary>
    public Func<IImageSource, string?, ContainerImage, CancellationToken, ValueTask<ImageVerification>>? VerifySignatures { get; init; }

    /// <summary>
    /// Says whether an image is approved, given the same as <see cref="VerifySignatures"/>, such as <c>ApprovedImageTrust</c> of
    /// ContainerSecurity.SupplyChain; null, the default value, for nobody. What is given of an image that needs no approval is null.
    /// </summary>
    public Func<IImageSource, string?, ContainerImage, CancellationToken, ValueTask<ImageApproval?>>? FindApproval { get; init; }

    /// <summary>
    /// Remembers layers, so that those which several images share are read once; null, the default value, for nobody. It
    /// is used by readings whose <see cref="Detector"/> is the cache's, without <see cref="Inspectors"/> of one's own
    /// and without an <see cref="Examiner"/>: these have to see every layer.
    /// </summary>
    public LayerCache? Cache { get; init; }

    internal ImageReaderOptions With(SecretDetector detector) => new()
    {
        Platform = Platform,
        Registry = Registry,
        Limits = Limits,
        Detector = detector,
        Inspectors = Inspectors,
        Bases = Bases,
        OnProgress = OnProgress,
        Examiner = Examiner,
        Cache = Cache,
        VerifySignatures = VerifySignatures,
        FindApproval = FindApproval,
    };
}
