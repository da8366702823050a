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
            context.Report(image, $"{image}, but {Reason(image.Error)}. Allowed: [registry/]repository[:tag][@digest].");
    }

    private static string Reason(ImageReferenceError error) => error switch
    {
        ImageReferenceError.Uppercase => "a repository has no upper-case letters",
        ImageReferenceError.NameTooLong => "a repository has at most 255 characters",
        ImageReferenceError.ImageId => "64 hexadecimal digits are an image's ID, which cannot be pulled",
        ImageReferenceError.DigestUnsupported => "a digest is one of sha256, sha384 and sha512",
        ImageReferenceError.DigestInvalidLength => "the digest is too short or too long",
        ImageReferenceError.DigestInvalidFormat => "a digest has lower-case hexadecimal digits only",
        _ => "that is no image reference",
    };

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Each(CelItems.ImageReferences, "!(i in variables.validImages)");
}
