using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1008: image references follow the grammar of the distribution project.</summary>
internal sealed class ImageReferenceInvalid() : Rule(new("CSEC1008", "image-reference-invalid", Severity.High,
    "Image reference does not parse",
    "Write the reference as [registry/]repository[:tag][@digest], without a scheme and in lower case.")
{
    References = ["NIST SP 800-190 3.1.5"],
}), IJudges<ImageUse>, ICelRule
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Error != ImageReferenceError.None)
            context.Report(image, $"{image}, but {image.Error.Reason()}. Allowed: [registry/]repository[:tag][@digest].");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Each(CelItems.ImageReferences, "!(i in variables.validImages)");
}
