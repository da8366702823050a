using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace EmbeddedImageScan;

/// <summary>A team's own rule: every image says which sources it was built from.</summary>
public sealed class SourceLabel() : Rule<Image>(new("ACME0002", "source-label", Severity.Low,
    "Image does not say where its sources are",
    $"Add the label '{Label}' in the Dockerfile."))
{
    private const string Label = "org.opencontainers.image.source";

    /// <inheritdoc/>
    protected override void Evaluate(Image resource, RuleContext context)
    {
        if (resource.Labels[Label].IsMissing)
            context.Report(resource.Labels[Label], $"The image '{resource.Name}' has no label '{Label}'. Allowed: any address.");
    }
}
