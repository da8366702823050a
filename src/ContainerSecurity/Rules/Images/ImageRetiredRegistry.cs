using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1013: images come from registries that are still served and updated (NIST SP 800-190 3.1.1 and 3.2.2).</summary>
internal sealed class ImageRetiredRegistry() : Rule(new("CSEC1013", "image-retired-registry", Severity.Medium,
    "Image is from a registry that is shut or frozen",
    "Take the image from the successor of its registry.")
{
    References = ["NIST SP 800-190 3.1.1", "NIST SP 800-190 3.2.2"],
}), IJudges<ImageUse>, ICelRule
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is { } reference && RetiredRegistry.Of(reference) is { } registry)
            context.Report(image, $"{image}, but {registry.Name} has been {registry.State} since {registry.Since}. Allowed: {registry.Successor}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Each(CelItems.Images, CelImages.IsNamedBy("retiredRegistries"))
        .With("retiredRegistries", CelImages.Regexes(RetiredRegistry.Names));
}
