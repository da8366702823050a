namespace ContainerSecurity.Access.Audits;

/// <summary>How far generated roles go beyond what was used. By default they allow just that.</summary>
public sealed record LeastAccessOptions
{
    /// <summary>Whether what was done to some objects by name is allowed for all of the kind. The default is no.</summary>
    public bool AnyName { get; init; }

    /// <summary>Whether whoever used one of <c>get</c>, <c>list</c> and <c>watch</c> is allowed all three, of the same names. The default is no.</summary>
    public bool AllReads { get; init; }

    /// <summary>Whether what was done in some namespaces is allowed in all, by ClusterRoles. The default is no.</summary>
    public bool AllNamespaces { get; init; }

    /// <summary>
    /// Whether what every cluster allows all who have logged in is left out: discovery, health, and questions about
    /// oneself. The default is no.
    /// </summary>
    public bool OmitStock { get; init; }
}
