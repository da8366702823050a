using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A PodDisruptionBudget: how many of the pods it selects may be evicted at once.</summary>
/// <param name="root">The whole object.</param>
public sealed class PodDisruptionBudget(NodeView root) : KubernetesResource(root)
{
    /// <summary>The pods; in <c>policy/v1</c> an empty selector picks all of the namespace.</summary>
    public LabelSelector Selector => new(Spec["selector"]);
}
