using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each image of a workload: those of init containers, sidecars, application and ephemeral containers, and those mounted as volumes.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class ImageRule(RuleDescriptor descriptor) : Rule<Workload>(descriptor)
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(Workload resource, RuleContext context)
    {
        foreach (ImageUse image in resource.Images)
        {
            context.Container = image.Container;
            Evaluate(image, context);
        }
    }

    /// <summary>Judges one image.</summary>
    /// <param name="image">The image, and who uses it.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(ImageUse image, RuleContext context);
}
