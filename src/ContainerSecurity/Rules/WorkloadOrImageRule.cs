using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules;

/// <summary>A rule over a workload, and over an image that says how it is run.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class WorkloadOrImageRule(RuleDescriptor descriptor) : Rule<Resource>(descriptor)
{
    internal override bool Judges(Resource resource) => resource is Workload or Image && base.Judges(resource);

    /// <inheritdoc/>
    protected sealed override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Image image)
            Evaluate(image, context);
        if (resource is Workload workload)
            Evaluate(workload, context);
    }

    /// <summary>Judges a workload.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Workload workload, RuleContext context);

    /// <summary>Judges an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Image image, RuleContext context);
}
