using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Kubernetes object that runs no containers. Kinds that rules speak of have types of their own; of all others a rule reads the fields.</summary>
public class KubernetesResource : Resource
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

    /// <summary>Whether Kubernetes itself brings the object and keeps it as it is; a file that holds it decides nothing.</summary>
    public bool IsStock => Labels["kubernetes.io/bootstrapping"].Is("rbac-defaults");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
