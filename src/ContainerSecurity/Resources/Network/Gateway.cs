using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>A Gateway of Gateway API.</summary>
/// <param name="root">The whole object.</param>
public sealed class Gateway(NodeView root) : KubernetesResource(root)
{
    /// <summary>The API group of gateways and their routes.</summary>
    internal const string Group = "gateway.networking.k8s.io";

    /// <summary>Where the gateway listens.</summary>
    public FieldList<NodeView> Listeners => Spec.Views("listeners");

    /// <summary>Whether an annotation may give the load balancer of a cloud its certificates.</summary>
    public bool MayHaveCloudCertificates => Annotations.IsOpen || !Annotations["networking.gke.io/certmap"].IsMissing;

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
