namespace ContainerSecurity.Access.Paths;

/// <summary>One who asks, in one scope, whose edges are added.</summary>
/// <param name="graph">The graph.</param>
/// <param name="from">The number of his node.</param>
/// <param name="powers">What he may do there.</param>
internal sealed class EdgeScope(AccessGraph graph, int from, Powers powers)
{
    public int From { get; } = from;

    public Powers Powers { get; } = powers;

    /// <summary>The node of the scope's service accounts.</summary>
    public int Accounts { get; } = graph.Add(EscalationNodeKind.ServiceAccounts, powers.Namespace);

    /// <summary>The node of the scope's pods.</summary>
    public int Pods { get; } = graph.Add(EscalationNodeKind.Pods, powers.Namespace);

    private string Where => Powers.IsCluster ? "" : $"in namespace {Powers.Namespace}";

    /// <summary>Adds an edge that some rights give, where one of them is of the scope itself.</summary>
    public void Lead(int to, EscalationEdge kind, params PowerGrant[] grants) => Lead(to, kind, null, grants);

    /// <summary>Adds an edge that some rights give, with what else it stands on.</summary>
    public void Lead(int to, EscalationEdge kind, string? note, params PowerGrant[] grants)
    {
        if (to != From && Powers.HasOwn(grants))
            graph.Add(new GraphEdge(From, to, kind, grants, Where, note));
    }
}
