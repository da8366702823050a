using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1002: images are pinned by digest (NIST SP 800-190 3.2.2).</summary>
public sealed class ImageNotPinned() : ContainerRule(new("CSEC1002", "image-not-pinned", Severity.Low,
    "Image is not pinned by digest",
    "Add the digest: registry/name:1.4.2@sha256:….")
{
    IsOptional = true,
    References = ["NIST SP 800-190 3.2.2"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (container.Image.Is(i => i.Trim().Length > 0 && !i.Contains("@")))
            context.Report(container.Image, $"Container '{container.Name}' runs the image '{container.Image}' by its tag, which can be moved. Allowed: a digest.");
    }
}
