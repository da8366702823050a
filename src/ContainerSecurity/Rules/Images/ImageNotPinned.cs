using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1002: images are pinned by digest (NIST SP 800-190 3.2.2).</summary>
internal sealed class ImageNotPinned() : Rule(new("CSEC1002", "image-not-pinned", Severity.Low,
    "Image is not pinned by digest",
    "Add the digest: registry/name:1.4.2@sha256:….")
{
    IsHardenable = true,
    IsOptional = true,
    References = ["NIST SP 800-190 3.2.2"],
}), IJudges<ImageUse>, ICelRule
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is { Digest: null })
            context.ReportUnlessSaid(image, $"{image} by its tag, which can be moved. Allowed: a digest.", context.Beside("CSEC1001", image));
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Each(CelItems.ValidImages, CelImages.IsWithoutDigest);
}
