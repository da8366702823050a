using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A namespace: the border between tenants.</summary>
/// <param name="root">The whole object.</param>
public sealed class Namespace(NodeView root) : KubernetesResource(root)
{
    /// <summary>
    /// The level of Pod Security that admission enforces: <c>privileged</c>, <c>baseline</c> or <c>restricted</c>;
    /// missing where no label says so.
    /// </summary>
    public Field<string> PodSecurityEnforce => Labels["pod-security.kubernetes.io/enforce"];

    /// <summary>Whether the namespace is one of the cluster's own: <c>kube-system</c>, <c>kube-public</c>, <c>kube-node-lease</c>.</summary>
    public bool IsSystem => Name.Is(IsSystemName);

    /// <summary>Whether a name is that of one of the cluster's own namespaces; Kubernetes reserves the prefix <c>kube-</c>.</summary>
    public static bool IsSystemName(string name) => (name ?? throw new ArgumentNullException(nameof(name))).StartsWith("kube-", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
