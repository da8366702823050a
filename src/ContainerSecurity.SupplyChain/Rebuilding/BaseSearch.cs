using ContainerSecurity.Resources;

namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>
/// Finds what images are built on: what they say themselves, else the image whose layers they have all of, and most.
/// </summary>
internal sealed class BaseSearch(IReadOnlyList<PlannedImage> images, IReadOnlyList<PlannedImage> bases)
{
    private readonly List<string> notes = [];

    /// <summary>What is not known.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>What each image is built on, where that is known.</summary>
    public Dictionary<string, ImageBase> Find()
    {
        var found = new Dictionary<string, ImageBase>(StringComparer.Ordinal);
        foreach (PlannedImage image in images)
        {
            if (Find(image) is not { } known)
                NoteUnknown(image);
            else if (LeadsBack(image, known.Image, found))
                notes.Add($"'{image.Name}' says that it is built on '{known.Image.Name}', which is built on it; what it says was left out.");
            else
                found[image.Name] = known;
        }
        return found;
    }

    private ImageBase? Find(PlannedImage image)
    {
        PlannedImage[] others = [.. bases.Concat(images).Where(o => !ReferenceEquals(o, image))];
        PlannedImage? named = Array.Find(others, o => image.BaseDigest is { } digest && o.Digests.Contains(digest))
            ?? Array.Find(others, o => image.BaseName is { } name && IsNamed(o, name));
        if (named is not null)
            return Of(image, named);
        if (image.BaseName is not null)
            return null;
        PlannedImage? whole = others.Where(o => IsBelow(o, image))
            .OrderByDescending(o => o.DiffIds.Count).ThenBy(o => o.Name, StringComparer.Ordinal).FirstOrDefault();
        PlannedImage? part = bases.Where(b => !ReferenceEquals(b, image) && !IsSame(b, image)).OrderByDescending(image.CountShared).FirstOrDefault();
        // A base whose upper layers have changed is another state of what the image is built on.
        if (part is not null && image.CountShared(part) > (whole?.DiffIds.Count ?? 0))
            return Of(image, part);
        return whole is null ? null : Of(image, whole);
    }

    private ImageBase Of(PlannedImage image, PlannedImage found) => new(found, image.CountShared(found))
    {
        IsCurrent = IsBelow(found, image) || (image.BaseDigest is { } digest && found.Digests.Contains(digest)),
        IsPlanned = images.Any(i => ReferenceEquals(i, found)),
    };

    private static bool IsBelow(PlannedImage lower, PlannedImage image) =>
        lower.DiffIds.Count > 0 && lower.DiffIds.Count < image.DiffIds.Count && image.CountShared(lower) == lower.DiffIds.Count;

    private static bool IsSame(PlannedImage one, PlannedImage other) => one.DiffIds.Count == other.DiffIds.Count && one.CountShared(other) == one.DiffIds.Count;

    /// <summary>Whether an image has a name, or is one of the same repository where the name is of a digest alone.</summary>
    private static bool IsNamed(PlannedImage image, string name)
    {
        if (image.Name == name)
            return true;
        if (ImageReference.TryParse(name, out ImageReference? wanted) != ImageReferenceError.None
            || ImageReference.TryParse(image.Name, out ImageReference? known) != ImageReferenceError.None)
            return false;
        if (wanted!.Name != known!.Name)
            return false;
        string? tag = wanted.Tag ?? (wanted.Digest is null ? "latest" : null);
        return tag is null || (known.Tag is null ? known.Digest is not null : tag == known.Tag);
    }

    private static bool LeadsBack(PlannedImage image, PlannedImage lower, Dictionary<string, ImageBase> found)
    {
        for (PlannedImage? at = lower; at is not null; at = found.TryGetValue(at.Name, out ImageBase? next) ? next.Image : null)
            if (ReferenceEquals(at, image))
                return true;
        return false;
    }

    private void NoteUnknown(PlannedImage image)
    {
        if (image.BaseName is { } name)
            notes.Add($"'{image.Name}' is built on '{name}', which was not given, so whether that has changed is not known; '--base' names it.");
        else if (image.BaseLayerCount > 0)
            notes.Add($"What '{image.Name}' is built on is not known, although its lowest {image.BaseLayerCount} layers are those of a base; '--base' names it.");
    }
}
