using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over each container of a workload: init containers, sidecars, application and ephemeral containers alike.</summary>
/// <param name="descriptor">The rule's description.</param>
public abstract class ContainerRule(RuleDescriptor descriptor) : Rule<Workload>(descriptor)
{
    /// <inheritdoc/>
    protected sealed override void Evaluate(Workload resource, RuleContext context)
    {
        foreach (Container container in resource.Containers)
        {
            context.Container = container;
            Evaluate(container, resource, context);
        }
    }

    /// <summary>Judges one container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="workload">The workload it is part of.</param>
    /// <param name="context">What else the rule may know, and where it reports.</param>
    protected abstract void Evaluate(Container container, Workload workload, RuleContext context);
}
