using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>How images are named in requests.</summary>
internal static class ImageNames
{
    /// <summary>A repository and a tag or digest as one name.</summary>
    public static string Join(string? repository, string? tag) =>
        string.IsNullOrEmpty(tag) ? repository ?? "" : tag.StartsWith("sha256:", StringComparison.Ordinal) ? $"{repository}@{tag}" : $"{repository}:{tag}";

    /// <summary>Returns whether a text is an image's name, not an ID nor anything else.</summary>
    public static bool IsName(string text) => ImageReference.TryParse(text, out _) == ImageReferenceError.None;

    /// <summary>
    /// What a reference to an image means: the one of its names that the reference is, or each of its names where it is an ID.
    /// A name may look like an ID's beginning, so the image's own names decide which it is.
    /// </summary>
    public static IEnumerable<DockerObject> Named(DockerReference reference, DockerObject target)
    {
        if (target.Kind != DockerObjectKind.Image || target.Images.Count == 0)
            return [target];
        string[] meant = [.. target.Images.Where(n => AreEqual(n, reference.Text))];
        return (meant.Length > 0 ? meant : target.Images).Select(n => target with { Images = [n] });
    }

    private static bool AreEqual(string left, string right) =>
        ImageReference.TryParse(left, out ImageReference? one) == ImageReferenceError.None
            && ImageReference.TryParse(right, out ImageReference? other) == ImageReferenceError.None
        && one!.WithDefaultTag() == other!.WithDefaultTag();
}
