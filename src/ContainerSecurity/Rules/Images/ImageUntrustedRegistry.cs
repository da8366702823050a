using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1003: images come from the registries and repositories that the policy trusts (NIST SP 800-190 3.1.5).</summary>
internal sealed class ImageUntrustedRegistry() : Rule(new("CSEC1003", "image-untrusted-registry", Severity.High,
    "Image is not from a trusted registry or repository",
    "Take the image from a registry the policy trusts, or add its registry or repository to trustedImages.")
{
    IsOptional = true,
    Parameters = [TrustedImages],
    References = ["CIS Kubernetes 5.5.1", "NIST SP 800-190 3.1.5"],
}), IJudges<ImageUse>, IJudges<Image>, ICelRule
{
    private static readonly RuleParameter<IReadOnlyList<ImagePattern>> TrustedImages = RuleParameter.ImagePatterns("trustedImages",
        "The registries, repositories and images that are trusted, as patterns.");

    public void Judge(ImageUse image, RuleContext context)
    {
        IReadOnlyList<ImagePattern> trusted = context.Parameters.Get(TrustedImages);
        if (trusted.Count > 0 && image.Reference is { } reference && !trusted.Any(p => p.Matches(reference)))
            context.Report(image, $"{image}, and {reference.Name} is not trusted. Allowed: {string.Join(", ", trusted)}.");
    }

    public void Judge(Image image, RuleContext context)
    {
        foreach (ImageUse use in image.Images)
            Judge(use, context);
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.Get(TrustedImages) is { Count: > 0 } trusted
        ? CelCheck.Each(CelItems.Images, $"!{CelImages.IsNamedBy(TrustedImages.Name)}").With(TrustedImages.Name, CelImages.Regexes(trusted))
        : null;
}
