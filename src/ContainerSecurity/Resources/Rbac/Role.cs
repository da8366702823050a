using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Rbac;

/// <summary>A Role or ClusterRole: what its holders may do.</summary>
/// <param name="root">The whole object.</param>
public sealed class Role(NodeView root) : KubernetesResource(root)
{
    /// <summary>The rules that are known.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; } = [.. root.Views("rules").Items.Where(r => r.IsKnown).Select(r => new PolicyRule(r.Value))];

    /// <summary>By which labels the role gathers the rules of other ClusterRoles; empty for one that has rules of its own.</summary>
    internal IReadOnlyList<LabelSelector> Gathers { get; } = root.Text("kind").Is("ClusterRole")
        ? [.. root["aggregationRule"].Views("clusterRoleSelectors").Items.Where(s => s.IsKnown).Select(s => new LabelSelector(s.Value))]
        : [];

    /// <summary>Whether this is a ClusterRole.</summary>
    public bool IsClusterRole => Kind == "ClusterRole";

    /// <summary>Whether the rights of a ClusterRole become part of a stock role by label, or always were.</summary>
    /// <param name="stock"><c>view</c>, <c>edit</c> or <c>admin</c>.</param>
    public bool IsAggregatedTo(string stock) =>
        IsClusterRole && (Labels["rbac.authorization.k8s.io/aggregate-to-" + stock].Is("true") || Name.Is("system:aggregate-to-" + stock) || Name.Is(stock));

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
