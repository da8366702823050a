namespace ContainerSecurity.Access.Paths;

/// <summary>What stands on a path.</summary>
public enum EscalationNodeKind
{
    /// <summary>A user.</summary>
    User,

    /// <summary>A group of users or of service accounts.</summary>
    Group,

    /// <summary>A service account.</summary>
    ServiceAccount,

    /// <summary>All service accounts of a namespace or of the cluster.</summary>
    ServiceAccounts,

    /// <summary>A workload, whose pods are entered.</summary>
    Workload,

    /// <summary>All pods of a namespace or of the cluster.</summary>
    Pods,

    /// <summary>The rights of a role that is bound, or written, on the way.</summary>
    Role,

    /// <summary>Root on a node of the cluster.</summary>
    Node,

    /// <summary>The administration of the cluster.</summary>
    Cluster,
}
