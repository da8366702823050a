namespace ContainerSecurity.Access.Paths;

/// <summary>A shortest path by which a subject becomes administrator of the cluster, or root on a node.</summary>
/// <param name="Subject">Who starts.</param>
/// <param name="Steps">The steps, at least one.</param>
/// <param name="Risk">How bad it is.</param>
public sealed record EscalationPath(RbacSubject Subject, IReadOnlyList<EscalationStep> Steps, EscalationRisk Risk)
{
    /// <summary>Where the path begins.</summary>
    public EscalationNode Start => Steps[0].From;

    /// <summary>Where it ends.</summary>
    public EscalationNode Target => Steps[Steps.Count - 1].To;

    /// <summary>Whether it ends with the administration of the cluster, not at a node.</summary>
    public bool ReachesCluster => Target.Kind == EscalationNodeKind.Cluster;

    /// <summary>The binding that lets the subject take the first step.</summary>
    public RbacBinding? Binding => Steps[0].Grants.Select(g => g.Binding).FirstOrDefault(b => b is not null);

    /// <summary>The names on the path, with arrows between them.</summary>
    public override string ToString() => $"{Start} → {string.Join(" → ", Steps.Select(s => s.To))}";
}
