using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>An HTTPRoute, GRPCRoute or TLSRoute of Gateway API.</summary>
/// <param name="root">The whole object.</param>
public sealed class GatewayRoute(NodeView root) : KubernetesResource(root)
{
    /// <summary>The hosts whose traffic the route takes; none are all hosts of its listeners.</summary>
    public FieldList<string> Hosts => Spec.TextList("hostnames");

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
