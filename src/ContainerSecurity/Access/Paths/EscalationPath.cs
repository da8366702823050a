namespace ContainerSecurity.Access.Paths;

/// <summary>A shortest path by which a subject becomes administrator of the cluster, or root on a node.</summary>
public sealed class EscalationPath
{
    private readonly Lazy<IReadOnlyList<EscalationStep>> steps;

    internal EscalationPath(RbacSubject subject, EscalationNode start, EscalationNode target, int length, EscalationRisk risk,
        Func<IReadOnlyList<EscalationStep>> write)
    {
        Subject = subject;
        Start = start;
        Target = target;
        Length = length;
        Risk = risk;
        steps = new Lazy<IReadOnlyList<EscalationStep>>(write);
    }

    /// <summary>Who starts.</summary>
    public RbacSubject Subject { get; }

    /// <summary>Where the path begins.</summary>
    public EscalationNode Start { get; }

    /// <summary>Where it ends.</summary>
    public EscalationNode Target { get; }

    /// <summary>The number of steps, at least one.</summary>
    public int Length { get; }

    /// <summary>How bad it is.</summary>
    public EscalationRisk Risk { get; }

    /// <summary>The steps. They are written when they are first asked for.</summary>
    public IReadOnlyList<EscalationStep> Steps => steps.Value;

    /// <summary>Whether it ends with the administration of the cluster, not at a node.</summary>
    public bool ReachesCluster => Target.Kind == EscalationNodeKind.Cluster;

    /// <summary>The binding that lets the subject take the first step.</summary>
    public RbacBinding? Binding => Steps[0].Grants.Select(g => g.Binding).FirstOrDefault(b => b is not null);

    /// <summary>The names on the path, with arrows between them.</summary>
    public override string ToString() => $"{Start} → {string.Join(" → ", Steps.Select(s => s.To))}";
}
