using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Network;

/// <summary>A NetworkPolicy of Kubernetes.</summary>
/// <param name="root">The whole object.</param>
public sealed class NetworkPolicy(NodeView root) : KubernetesResource(root)
{
    /// <summary>The pods of the namespace that the policy is about; an empty selector picks all, a missing one is stored as empty.</summary>
    public LabelSelector PodSelector => new(Spec["podSelector"]);

    /// <summary>What may come in; empty where the policy is not about ingress.</summary>
    public IReadOnlyList<NetworkRule> Ingress => Read("Ingress", "ingress", "from");

    /// <summary>What may go out; empty where the policy is not about egress.</summary>
    public IReadOnlyList<NetworkRule> Egress => Read("Egress", "egress", "to");

    private NetworkRule[] Read(string type, string key, string peers) =>
        Spec.TextList("policyTypes") is { Items.Count: > 0 } types && types.Lacks(type)
            ? []
            : [.. Spec.Views(key).Items.Where(r => r.IsKnown).Select(r => new NetworkRule(r.Value, peers))];

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
