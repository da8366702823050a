using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A Kubernetes PersistentVolume: storage of the cluster, which pods reach through a claim.</summary>
public sealed class PersistentVolume : KubernetesResource
{
    /// <summary>Creates a persistent volume over its document; the readers set the rest.</summary>
    /// <param name="root">The whole object.</param>
    public PersistentVolume(NodeView root)
        : base(root)
    {
    }

    /// <summary>The storage behind it.</summary>
    public Volume Volume { get; internal init; } = new();

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
