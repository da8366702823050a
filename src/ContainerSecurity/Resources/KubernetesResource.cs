using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Kubernetes object that runs no containers; rules name the kinds they judge and read its fields.</summary>
public sealed class KubernetesResource : Resource
{
    /// <summary>Creates a resource over its document.</summary>
    /// <param name="root">The whole object.</param>
    public KubernetesResource(NodeView root)
        : base(root)
    {
        Spec = root["spec"];
    }

    /// <summary>The object's <c>spec</c>.</summary>
    public NodeView Spec { get; }
}
