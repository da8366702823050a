using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1001: images are named by a version or a digest (NIST SP 800-190 3.1.2 and 3.2.2).</summary>
public sealed class ImageLatestTag() : ContainerRule(new("CSEC1001", "image-latest-tag", Severity.Medium,
    "Image tag is latest or absent",
    "Name a version, best with its digest: registry/name:1.4.2@sha256:….")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.2.2"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Container container, Workload workload, RuleContext context)
    {
        if (!container.Image.IsKnown || container.Image.Value.Trim().Length == 0 || container.Image.Value.Contains("@"))
            return;
        string image = container.Image.Value;
        int colon = image.IndexOf(':', image.LastIndexOf('/') + 1);
        string tag = colon < 0 ? "" : image.Substring(colon + 1);
        if (tag is "" or "latest")
            context.Report(container.Image, $"Container '{container.Name}' runs the image '{image}', whose tag is {(tag.Length == 0 ? "absent" : "latest")}: what runs changes without a trace. Allowed: a version or a digest.");
    }
}
