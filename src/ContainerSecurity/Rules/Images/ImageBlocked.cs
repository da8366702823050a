using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1009: images are none of those the policy blocks (NIST SP 800-190 3.1.5).</summary>
internal sealed class ImageBlocked() : Rule(new("CSEC1009", "image-blocked", Severity.High,
    "Image is blocked by the policy",
    "Use another image or version, or take the pattern out of blockedImages.")
{
    IsOptional = true,
    Parameters = [BlockedImages],
    References = ["CIS Kubernetes 5.5.1", "NIST SP 800-190 3.1.5"],
}), IJudges<ImageUse>, IJudges<Image>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<ImagePattern>> BlockedImages = RuleParameter.ImagePatterns("blockedImages",
        "The registries, repositories and images that are blocked, as patterns.");

    public void Judge(ImageUse image, RuleContext context)
    {
        IReadOnlyList<ImagePattern> blocked = context.Parameters.Get(BlockedImages);
        if (image.Reference is { } reference && blocked.FirstOrDefault(p => p.Matches(reference)) is { } pattern)
            context.Report(image, $"{image}, which '{pattern}' blocks. Allowed: images outside of {string.Join(", ", blocked)}.");
    }

    public void Judge(Image image, RuleContext context)
    {
        foreach (ImageUse use in image.Images)
            Judge(use, context);
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.Get(BlockedImages) is { Count: > 0 } blocked
        ? CelCheck.Each(CelItems.Images, CelImages.IsNamedBy(BlockedImages.Name)).With(BlockedImages.Name, CelImages.Regexes(blocked))
        : null;
}
