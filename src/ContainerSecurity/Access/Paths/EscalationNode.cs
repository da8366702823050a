using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>Somebody or something on a path.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, with the namespace before it where it has one; empty for the cluster, for a node and for all of a kind.</param>
/// <param name="Location">Where it is written; null where it is written nowhere.</param>
public sealed record EscalationNode(EscalationNodeKind Kind, string Name, DocumentLocation? Location = null)
{
    /// <summary>Such as <c>ServiceAccount shop/web</c> or <c>root on a node</c>.</summary>
    public override string ToString() => Kind switch
    {
        EscalationNodeKind.Cluster => "administrator of the cluster",
        EscalationNodeKind.Node => Name.Length > 0 ? "root on any node" : "root on a node",
        EscalationNodeKind.ServiceAccounts => Name.Length > 0 ? $"any service account of namespace {Name}" : "any service account",
        EscalationNodeKind.Pods => Name.Length > 0 ? $"any pod of namespace {Name}" : "any pod",
        EscalationNodeKind.Workload or EscalationNodeKind.Role => Name,
        _ => $"{Kind} {Name}",
    };
}
