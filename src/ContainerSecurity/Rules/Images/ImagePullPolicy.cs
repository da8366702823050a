using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1005: an image named by a tag is pulled always (NIST SP 800-190 3.2.2).</summary>
internal sealed class ImagePullPolicy() : Rule(new("CSEC1005", "image-pull-policy", Severity.Low,
    "Image with a mutable tag is not pulled always",
    "Set the pull policy to Always, or pin the image by its digest.")
{
    IsHardenable = true,
    References = ["NIST SP 800-190 3.2.2"],
}), IJudges<ImageUse>, ICelRule
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is { Digest: null } && image.PullPolicy.IsNot("Always"))
            context.Report(
                image.PullPolicy,
                $"{image} by its tag with the pull policy "
                    + $"{(image.PullPolicy.IsKnown ? $"'{image.PullPolicy}'" : "unset")}: a node may run an old copy, "
                    + $"or one it was never allowed to pull. Allowed: Always, or a digest.");
    }

    private static string IsMutableInCel(string image) => $"{image}.optMap(i, i in variables.validImages && {CelImages.IsWithoutDigest}).orValue(false)";

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers($"{IsMutableInCel("c.?image")} && c.?imagePullPolicy.orValue('') != 'Always'")
        .And(CelItems.Volumes, $"{IsMutableInCel("v.?image.?reference")} && v.?image.?pullPolicy.orValue('') != 'Always'");
}
