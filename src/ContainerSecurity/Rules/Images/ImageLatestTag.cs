using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1001: images are named by a version or a digest (NIST SP 800-190 3.1.2 and 3.2.2).</summary>
internal sealed class ImageLatestTag() : Rule(new("CSEC1001", "image-latest-tag", Severity.Medium,
    "Image tag is latest or absent",
    "Name a version, best with its digest: registry/name:1.4.2@sha256:….")
{
    IsHardenable = true,
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.2.2"],
}), IJudges<ImageUse>, ICelRule
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is { Digest: null, Tag: null or "latest" } reference)
            context.Report(image, $"{image}, whose tag is {reference.Tag ?? "absent"}: what runs changes without a trace. Allowed: a version or a digest.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Each(CelItems.ValidImages, $"{CelImages.IsWithoutDigest} && i.matches('(^|/)[^:/]*(:latest)?$')");
}
