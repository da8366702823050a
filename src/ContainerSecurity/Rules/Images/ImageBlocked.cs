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
    private static readonly RuleParameter<IReadOnlyList<ImagePattern>> BlockedImages = RuleParameter.ImagePatterns("blockedImages",
        "The registries, repositories and images that are blocked, as patterns.");

    /// <inheritdoc/>
    protected override void Evaluate(ImageUse image, RuleContext context)
    {
        IReadOnlyList<ImagePattern> blocked = context.Parameters.Get(BlockedImages);
        if (image.Reference is { } reference && blocked.FirstOrDefault(p => p.Matches(reference)) is { } pattern)
            context.Report(image, $"{image}, which '{pattern}' blocks. Allowed: images outside of {string.Join(", ", blocked)}.");
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.Get(BlockedImages) is { Count: > 0 } blocked
        ? CelCheck.Each(CelItems.Images, CelImages.IsNamedBy(BlockedImages.Name)).With(BlockedImages.Name, CelImages.Regexes(blocked))
        : null;
}
