namespace ContainerSecurity.Access;

/// <summary>How objects are taken.</summary>
public sealed record RbacOptions
{
    /// <summary>The namespace of objects that name none; the default is <c>default</c>.</summary>
    public string DefaultNamespace { get; init; } = "default";

    /// <summary>
    /// Whether a binding to a role that Kubernetes brings, such as <c>view</c> or <c>cluster-admin</c>, is followed
    /// although the role is not among the objects. The default is yes: every cluster has them.
    /// </summary>
    public bool AssumesStockRoles { get; init; } = true;

    /// <summary>
    /// Whether an aggregated ClusterRole gets the rules of the roles that it gathers. The default is yes; a role that was
    /// read from a cluster has them, for a controller wrote them, and they are what the API server decides by.
    /// </summary>
    public bool Aggregates { get; init; } = true;
}
