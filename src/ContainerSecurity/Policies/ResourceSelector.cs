using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Picks resources by kind, namespace, name, labels and file, and containers by name and image. Every list given must
/// hold a pattern that matches; an empty selector picks everything.
/// </summary>
/// <remarks>
/// One that names containers or images picks those containers and not their pod: what leaves one container alone judges
/// the others, and the pod. What is not known of a container, such as the image of a template, never leaves it alone.
/// </remarks>
public sealed record ResourceSelector
{
    private readonly ImagePattern[] images = [];

    /// <summary>Picks everything.</summary>
    public static ResourceSelector Everything { get; } = new();

    /// <summary>Patterns of kinds, such as <c>Deployment</c>.</summary>
    public IReadOnlyList<string> Kinds { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Patterns of namespaces; a resource that names none is in <c>default</c>.</summary>
    public IReadOnlyList<string> Namespaces { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Patterns of names.</summary>
    public IReadOnlyList<string> Names { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Patterns of containers.</summary>
    public IReadOnlyList<string> Containers { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>
    /// Patterns of images as <see cref="ImagePattern"/> reads them, such as <c>ghcr.io/acme</c>: containers that run
    /// one, of all sorts, and images that are judged themselves under such a name.
    /// </summary>
    public IReadOnlyList<string> Images
    {
        get => [.. images.Select(i => i.ToString())];
        init => images = [.. (value ?? throw new ArgumentNullException(nameof(value))).Select(i => new ImagePattern(i))];
    }

    /// <summary>Patterns of file paths, such as <c>deploy/**/*.yaml</c>.</summary>
    public IReadOnlyList<string> Paths { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Labels that the resource must have; values may be patterns.</summary>
    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = (value ?? throw new ArgumentNullException(nameof(value))).ToDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal);
    } = new Dictionary<string, string>();

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Kinds.Count + Namespaces.Count + Names.Count + Paths.Count + Labels.Count == 0 && !NamesContainers;

    /// <summary>Whether the selector picks some containers of a resource, and not the resource.</summary>
    internal bool NamesContainers => Containers.Count + images.Length > 0;

    /// <summary>The patterns of images.</summary>
    internal IReadOnlyList<ImagePattern> ImagePatterns => images;

    /// <summary>Whether the selector picks a resource; what it says of containers and images is not looked at.</summary>
    public bool Matches(Resource resource)
    {
        if (Kinds.Count + Namespaces.Count + Names.Count + Paths.Count + Labels.Count == 0)
            return true;
        ResourceIdentity identity = resource.Identity;
        return Any(Kinds, identity.Kind)
            && Any(Namespaces, identity.Namespace ?? "default")
            && Any(Names, identity.Name)
            && Any(Paths, resource.Node.File.Path.Replace('\\', '/'))
            && HasLabels(resource);
    }

    /// <summary>Whether the selector picks a finding of a resource.</summary>
    public bool Matches(Finding finding, Resource resource) =>
        (Containers.Count == 0 || (finding.Container is { } container && Any(Containers, container)))
        && (images.Length == 0 || (ImageOf(finding, resource) is { } image && IsNamed(image)))
        && Matches(resource);

    /// <summary>Whether the selector, as one of what is judged, picks a resource, or something of it.</summary>
    internal bool Keeps(Resource resource) => Matches(resource) && (!NamesContainers || MayHoldContainer(resource));

    /// <summary>Whether the selector, as one of what is judged, picks a finding: all but those of containers that are surely other ones.</summary>
    internal bool Keeps(Finding finding, Resource resource) =>
        (Containers.Count == 0 || finding.Container is not { } container || Any(Containers, container))
        && (images.Length == 0 || ImageOf(finding, resource) is not { } image || IsNamed(image));

    /// <summary>Whether the selector, as one of what is left alone, picks all of a resource.</summary>
    internal bool LeavesAlone(Resource resource) =>
        Matches(resource)
        && (!NamesContainers || (Containers.Count == 0 && resource is Image { Reference: { } own } && ImageUse.ReferenceOf(own) is { } image
            && IsNamed(image)));

    /// <summary>Whether the selector, as one of what is left alone, picks a finding.</summary>
    internal bool LeavesAlone(Finding finding, Resource resource) => NamesContainers && Matches(finding, resource);

    private bool HasLabels(Resource resource) =>
        Labels.All(label => resource.Labels[label.Key].Is(value => Glob.Matches(label.Value, value)));

    private bool MayHoldContainer(Resource resource) => resource switch
    {
        Workload workload => workload.Containers.Any(MayBe) || workload.MayHoldMoreContainers,
        Image image => Containers.Count == 0 && (image.Reference is null || ImageUse.ReferenceOf(image.Reference) is not { } own || IsNamed(own)),
        _ => false,
    };

    private bool MayBe(Container container) =>
        (Containers.Count == 0 || container.Name.Length == 0 || Any(Containers, container.Name))
        && (images.Length == 0 || !container.Image.IsKnown || ImageUse.ReferenceOf(container.Image.Value) is not { } image || IsNamed(image));

    private static ImageReference? ImageOf(Finding finding, Resource resource) =>
        (finding.Image ?? (resource as Image)?.Reference) is { } text ? ImageUse.ReferenceOf(text) : null;

    private bool IsNamed(ImageReference image) => Array.Exists(images, i => i.Matches(image));

    private static bool Any(IReadOnlyList<string> patterns, string text)
    {
        if (patterns.Count == 0)
            return true;
        foreach (string pattern in patterns)
            if (Glob.Matches(pattern, text))
                return true;
        return false;
    }
}
