using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over one type of resource: <see cref="Workload"/>, <see cref="KubernetesResource"/>, or <see cref="Resource"/> for all.</summary>
/// <typeparam name="TResource">The type of resource.</typeparam>
/// <param name="descriptor">The rule's description.</param>
public abstract class Rule<TResource>(RuleDescriptor descriptor) : Rule(descriptor)
    where TResource : Resource
{
    internal override bool Judges(Resource resource) =>
        resource is TResource && !(Descriptor.IsKubernetesOnly && resource is Workload { Platform: not Platform.Kubernetes });

    private protected override void Judge(Resource resource, RuleContext context) => Evaluate((TResource)resource, context);

    /// <summary>Judges one resource and reports what is wrong.</summary>
    protected abstract void Evaluate(TResource resource, RuleContext context);
}
