using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Watching;

/// <summary>What is told of an object has changed.</summary>
/// <param name="About">The object.</param>
/// <param name="Decision">What is told now; null for nothing, because the object is gone or something else tells it.</param>
internal sealed record ToldChange(ClusterObjectReference About, Decision? Decision);
