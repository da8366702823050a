using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each image of a workload or a build: those of init containers, sidecars, application and ephemeral containers, those mounted as volumes, and those that a Dockerfile builds on or takes files from.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="judgesImages">Whether the rule is also one over images themselves: their own reference, and that of their base.</param>
public abstract class ImageRule(RuleDescriptor descriptor, bool judgesImages = false) : Rule<Resource>(descriptor)
{
    internal override bool Judges(Resource resource) => resource is IUsesImages && (judgesImages || resource is not Image) && base.Judges(resource);

    /// <inheritdoc/>
    protected sealed override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Image own)
            Evaluate(own, context);
        foreach (ImageUse image in ((IUsesImages)resource).Images)
        {
            context.Container = image.Container;
            Evaluate(image, context);
        }
    }

    /// <summary>Judges one image.</summary>
    /// <param name="image">The image, and who uses it.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(ImageUse image, RuleContext context);

    /// <summary>Judges an image by more than its reference. The default finds nothing.</summary>
    /// <param name="image">The image.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected virtual void Evaluate(Image image, RuleContext context)
    {
    }
}
