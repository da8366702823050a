using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1002: images are pinned by digest (NIST SP 800-190 3.2.2).</summary>
public sealed class ImageNotPinned() : ImageRule(new("CSEC1002", "image-not-pinned", Severity.Low,
    "Image is not pinned by digest",
    "Add the digest: registry/name:1.4.2@sha256:….")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.2.2"],
}), ICelRule
{
    /// <inheritdoc/>
    protected override void Evaluate(ImageUse image, RuleContext context)
    {
        if (image.Reference is { Digest: null })
            context.Report(image, $"{image} by its tag, which can be moved. Allowed: a digest.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Each(CelItems.ValidImages, CelImages.IsWithoutDigest);
}
