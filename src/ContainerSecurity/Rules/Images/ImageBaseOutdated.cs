using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1007: images are built on their base as it is now (NIST SP 800-190 3.1.1, CIS Docker 4.4).</summary>
internal sealed class ImageBaseOutdated() : Rule(new("CSEC1007", "image-base-outdated", Severity.Medium,
    "Image is built on an old state of its base",
    "Build the image again on the base as it is now.")
{
    References = ["CIS Docker 4.4", "NIST SP 800-190 3.1.1"],
}), IJudges<Image>
{
    public void Judge(Image resource, RuleContext context)
    {
        if (CurrentBase(resource) is not { } current || current.IsBelow(resource.Config.DiffIds) || IsNamedByDigest(resource, current))
            return;
        int shared = current.CountShared(resource.Config.DiffIds);
        string changed = shared == 0 ? resource.Layers.Count == 1 ? "its one layer is not" : $"none of its {resource.Layers.Count} layers is"
            : $"only its lowest {shared} of {current.DiffIds.Count} layers {(shared == 1 ? "is" : "are")}";
        context.Report<ILocated>(resource.BaseName.IsKnown ? resource.BaseName : resource.DiffIds,
            $"The image is built on '{current.Name}', but {changed} of that base as it is now{Made(current)}. To be "
                + $"built again: {Above(resource, shared)}. Allowed: all {current.DiffIds.Count} layers of the base, lowest.");
    }

    /// <summary>
    /// The base that the image names; where it names none, the one whose layers it has most of, and of several states
    /// of that one the newest. One that shares no layer counts only where it is the only one.
    /// </summary>
    private static BaseImage? CurrentBase(Image image)
    {
        if (image.BaseName.IsKnown)
            return image.Bases.FirstOrDefault(b => Repository(b.Name) == Repository(image.BaseName.Value)) ?? (image.Bases.Count == 1 ? image.Bases[0] : null);
        BaseImage? nearest = image.Bases.OrderByDescending(b => b.CountShared(image.Config.DiffIds)).FirstOrDefault();
        if (nearest is null || (image.Bases.Count > 1 && nearest.CountShared(image.Config.DiffIds) == 0))
            return null;
        return image.Bases.Where(b => Repository(b.Name) == Repository(nearest.Name)).OrderByDescending(b => b.Created ?? DateTimeOffset.MinValue).First();
    }

    private static bool IsNamedByDigest(Image image, BaseImage current) => image.BaseDigest.Is(d => current.Digests.Any(c => c.ToString() == d));

    private static string Repository(string name) =>
        ImageReference.TryParse(name, out ImageReference? reference) == ImageReferenceError.None ? reference!.Name : name;

    private static string Made(BaseImage current) =>
        current.Created is { } created ? $" (made on {created.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)})" : "";

    private static string Above(Image image, int shared) =>
        shared + 1 >= image.Layers.Count ? $"layer {image.Layers.Count}" : $"layers {shared + 1} to {image.Layers.Count}";
}
