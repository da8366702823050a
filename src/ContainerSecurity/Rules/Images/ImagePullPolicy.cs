using ContainerSecurity.Documents;
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
        if (image.Reference is { Digest: null } reference && image.PullPolicy.IsNot("Always") && !IsStoredAsAlways(image.PullPolicy, reference, context))
            context.ReportUnlessSaid(
                image.PullPolicy,
                $"{image} by its tag with the pull policy "
                    + $"{(image.PullPolicy.IsKnown ? $"'{image.PullPolicy}'" : "unset")}: a node may run an old copy, "
                    + $"or one it was never allowed to pull. Allowed: Always, or a digest.",
                [.. context.Beside("CSEC1001", image), .. context.Beside("CSEC1002", image)]);
    }

    /// <summary>The API server stores Always where an image without a version names no policy; no other platform does.</summary>
    private static bool IsStoredAsAlways(Field<string> policy, ImageReference reference, RuleContext context) =>
        (policy.IsMissing || policy.Is("")) && reference.Tag is null or "latest" && context.Resource is Workload { Platform: Platform.Kubernetes };

    /// <summary>Whether an image is named by a tag and not pulled always, nor stored so.</summary>
    private static string IsStaleInCel(string image, string policy) => $"{image}.optMap(i, i in variables.validImages && {CelImages.IsWithoutDigest} && "
        + $"!({policy}.orValue('') == '' && i.matches('(^|/)[^:/]*(:latest)?$'))).orValue(false) && {policy}.orValue('') != 'Always'";

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Containers(IsStaleInCel("c.?image", "c.?imagePullPolicy"))
        .And(CelItems.Volumes, IsStaleInCel("v.?image.?reference", "v.?image.?pullPolicy"));
}
