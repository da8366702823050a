using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace EmbeddedImageScan;

/// <summary>A team's own rule: every image says which sources it was built from.</summary>
public sealed class SourceLabel() : Rule(new("ACME0002", "source-label", Severity.Low,
    "Image does not say where its sources are",
    $"Add the label '{Label}' in the Dockerfile.")), IJudges<Image>
{
    private const string Label = "org.opencontainers.image.source";

    /// <inheritdoc/>
    public void Judge(Image resource, RuleContext context)
    {
        if (resource.Labels[Label].IsMissing)
            context.Report(resource.Labels[Label], $"The image '{resource.Name}' has no label '{Label}'. Allowed: any address.");
    }
}
