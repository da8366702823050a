using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each container of a workload, and over the Dockerfile that a container's image is built from.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class ContainerOrBuildRule(RuleDescriptor descriptor) : Rule<Resource>(descriptor)
{
    internal override bool Judges(Resource resource) => (resource is Workload or Dockerfile || (resource is Image && JudgesImages)) && base.Judges(resource);

    /// <summary>Whether the rule judges images too.</summary>
    private protected virtual bool JudgesImages => false;

    /// <inheritdoc/>
    protected sealed override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Dockerfile dockerfile)
            Evaluate(dockerfile, context);
        if (resource is Image image)
            Evaluate(image, context);
        if (resource is not Workload workload)
            return;
        foreach (Container container in workload.Containers)
        {
            context.Container = container;
            Evaluate(container, context);
        }
    }

    /// <summary>Judges one container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Container container, RuleContext context);

    /// <summary>Judges a Dockerfile.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Dockerfile dockerfile, RuleContext context);

    /// <summary>Judges an image.</summary>
    private protected virtual void Evaluate(Image image, RuleContext context)
    {
    }
}
