using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1009: images are none of those the policy blocks (NIST SP 800-190 3.1.5).</summary>
public sealed class ImageBlocked() : ImageRule(new("CSEC1009", "image-blocked", Severity.High,
    "Image is blocked by the policy",
    "Use another image or version, or take the pattern out of blockedImages.")
{
    IsOptional = true,
    Parameters = [BlockedImages],
    References = ["CIS Kubernetes 5.5.1", "NIST SP 800-190 3.1.5"],
}, judgesImages: true), ICelRule
{
    private const string BlockedImages = "blockedImages";

    /// <inheritdoc/>
    protected override void Evaluate(ImageUse image, RuleContext context)
    {
        IReadOnlyList<string> blocked = context.Parameters.List(BlockedImages);
        if (image.Reference is { } reference && ImagePattern.FirstMatch(blocked, reference) is { } pattern)
            context.Report(image, $"{image}, which '{pattern}' blocks. Allowed: images outside of {string.Join(", ", blocked)}.");
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.List(BlockedImages) is { Count: > 0 } blocked
        ? CelCheck.Each(CelItems.Images, CelImages.IsNamedBy(BlockedImages)).With(BlockedImages, CelImages.Regexes(blocked))
        : null;
}
