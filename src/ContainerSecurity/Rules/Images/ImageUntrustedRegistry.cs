using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1003: images come from the registries and repositories that the policy trusts (NIST SP 800-190 3.1.5).</summary>
public sealed class ImageUntrustedRegistry() : ImageRule(new("CSEC1003", "image-untrusted-registry", Severity.High,
    "Image is not from a trusted registry or repository",
    "Take the image from a registry the policy trusts, or add its registry or repository to trustedImages.")
{
    IsOptional = true,
    Parameters = [TrustedImages],
    References = ["CIS Kubernetes 5.5.1", "NIST SP 800-190 3.1.5"],
}, judgesImages: true), ICelRule
{
    private const string TrustedImages = "trustedImages";

    /// <inheritdoc/>
    protected override void Evaluate(ImageUse image, RuleContext context)
    {
        IReadOnlyList<string> trusted = context.Parameters.List(TrustedImages);
        if (trusted.Count > 0 && image.Reference is { } reference && ImagePattern.FirstMatch(trusted, reference) is null)
            context.Report(image, $"{image}, and {reference.Name} is not trusted. Allowed: {string.Join(", ", trusted)}.");
    }

    CelCheck? ICelRule.InCel(CelContext context) => context.Parameters.List(TrustedImages) is { Count: > 0 } trusted
        ? CelCheck.Each(CelItems.Images, $"!{CelImages.IsNamedBy(TrustedImages)}").With(TrustedImages, CelImages.Regexes(trusted))
        : null;
}
