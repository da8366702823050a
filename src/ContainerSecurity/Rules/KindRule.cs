using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>A rule over Kubernetes objects of certain kinds that run no containers.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="kinds">The kinds, such as <c>Service</c>.</param>
public abstract class KindRule(RuleDescriptor descriptor, params string[] kinds) : Rule<KubernetesResource>(descriptor)
{
    internal override bool Judges(Resource resource) => resource is KubernetesResource && Array.IndexOf(kinds, resource.Kind) >= 0;
}
