using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Adds to an image the digest that its tag names now (CSEC1001, CSEC1002), where somebody has looked it up.</summary>
internal sealed class ImageFix : IFix
{
    public IReadOnlyList<string> Rules { get; } = ["CSEC1001", "CSEC1002"];

    public void Apply(FixContext context)
    {
        foreach (PolicyFinding finding in context.Findings)
        {
            ImageUse? image = context.ImageAt(finding);
            if (image?.Reference is not { Digest: null })
                context.Leave(finding, "the image is not known");
            else if (Pin(image.Text.Value, Find(image, context)?.Digest) is { } pinned)
                context.Set(finding, PlannedValue.Single(pinned, isText: true));
            else
                context.Leave(finding, $"nobody has looked up the digest of '{image.Text.Value}'");
        }
    }

    /// <summary>What is known of an image; null where nothing is.</summary>
    public static ResolvedImage? Find(ImageUse image, FixContext context) =>
        image.Reference is { } reference && context.Options.Images.TryGetValue(reference.WithDefaultTag().ToString(), out ResolvedImage? known) ? known : null;

    /// <summary>A reference with a digest; null where the two make none.</summary>
    public static string? Pin(string reference, string? digest)
    {
        if (digest is null)
            return null;
        string pinned = $"{reference.Trim()}@{digest}";
        return ImageReference.TryParse(pinned, out ImageReference? parsed) == ImageReferenceError.None && parsed!.Digest == digest ? pinned : null;
    }
}
