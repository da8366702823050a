using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules.Images.Releases;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1006: distributions and runtimes of images still get fixes (NIST SP 800-190 3.1.1).</summary>
internal sealed class ImageEndOfLifeBase() : Rule(new("CSEC1006", "image-end-of-life-base", Severity.High,
    "Base distribution or runtime is past its end of life",
    "Move to a release that still gets security fixes.")
{
    References = ["NIST SP 800-190 3.1.1"],
}), IJudges<ImageUse>, IJudges<Image>
{
    public void Judge(ImageUse image, RuleContext context)
    {
        if (image.Reference is { } reference && Ended(ReleaseTable.ReleasesIn(reference), context) is { Length: > 0 } ended)
            context.Report(image, $"{image} with {ended}. Allowed: releases that still get fixes.");
    }

    public void Judge(Image image, RuleContext context)
    {
        IEnumerable<ProductRelease> named = image.Images.Select(i => i.Reference).OfType<ImageReference>().SelectMany(ReleaseTable.ReleasesIn);
        if (Ended(ImageReleases.In(image).Concat(named).Distinct(), context) is { Length: > 0 } ended)
            context.Report(image, $"The image holds {ended}. Allowed: releases that still get fixes.");
    }

    private static string Ended(IEnumerable<ProductRelease> releases, RuleContext context)
    {
        DateTime today = context.Now.UtcDateTime.Date;
        return string.Join(", and ", releases.Where(r => r.HasEnded(today)).Select(r => r.Describe(ReleaseTable.Newest(r.Product, today))));
    }
}
