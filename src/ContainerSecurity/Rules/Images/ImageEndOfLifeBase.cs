using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1006: distributions and runtimes of images still get fixes (NIST SP 800-190 3.1.1).</summary>
public sealed class ImageEndOfLifeBase() : ImageRule(new("CSEC1006", "image-end-of-life-base", Severity.High,
    "Base distribution or runtime is past its end of life",
    "Move to a release that still gets security fixes.")
{
    References = ["NIST SP 800-190 3.1.1"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(ImageUse image, RuleContext context)
    {
        if (image.Reference is not { } reference)
            return;
        DateTime today = context.Today.UtcDateTime.Date;
        string[] ended = [.. ReleaseTable.ReleasesIn(reference).Where(r => r.HasEnded(today)).Select(r => r.Describe(ReleaseTable.Newest(r.Product, today)))];
        if (ended.Length > 0)
            context.Report(image, $"{image} with {string.Join(", and ", ended)}. Allowed: releases that still get fixes.");
    }
}
