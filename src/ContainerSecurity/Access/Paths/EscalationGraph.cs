using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Paths;

/// <summary>
/// How far the rights of roles and bindings lead: the shortest paths by which subjects become administrators of the
/// cluster, or root on a node. Built once; immutable and thread-safe.
/// </summary>
public sealed class EscalationGraph
{
    private readonly AccessGraph graph;
    private readonly int[] toCluster;
    private readonly int[] toNode;
    private readonly HashSet<string> mounted;
    private readonly Dictionary<(string? Namespace, string Name), List<EscalationPath>> byBinding = [];
    private readonly List<EscalationPath> paths = [];

    /// <summary>Builds a graph.</summary>
    /// <param name="authorizer">Roles and bindings.</param>
    /// <param name="inventory">Namespaces, workloads and Secrets.</param>
    public EscalationGraph(RbacAuthorizer authorizer, ClusterInventory inventory)
    {
        Authorizer = authorizer ?? throw new ArgumentNullException(nameof(authorizer));
        _ = inventory ?? throw new ArgumentNullException(nameof(inventory));
        Gaps = [.. authorizer.Gaps, .. inventory.Gaps];
        var builder = new EscalationGraphBuilder(authorizer, inventory);
        builder.Build();
        graph = builder.Graph;
        toCluster = graph.DistancesTo(graph.Cluster);
        toNode = graph.DistancesTo(graph.Node);
        mounted = new HashSet<string>(inventory.Workloads.Where(w => w.MountsToken)
            .Select(w => ServiceAccount.UserName(w.Namespace, w.Facts.ServiceAccount ?? "")), StringComparer.Ordinal);
        foreach (KeyValuePair<RbacSubject, int> subject in builder.Subjects)
            AddPaths(subject.Key, subject.Value);
        paths.Sort((a, b) => b.Risk != a.Risk ? b.Risk.CompareTo(a.Risk) : a.Length != b.Length ? a.Length.CompareTo(b.Length)
            : string.CompareOrdinal(a.Start.ToString(), b.Start.ToString()));
    }

    /// <summary>The roles and bindings.</summary>
    public RbacAuthorizer Authorizer { get; }

    /// <summary>What is not known of the roles, bindings and objects, so that there may be more paths; empty where all is.</summary>
    public IReadOnlyList<RbacGap> Gaps { get; }

    /// <summary>How many steps a path has at most; longer ones are not followed.</summary>
    public const int MaxSteps = 64;

    /// <summary>Whether all paths were looked for: there are bounds on the number of ways, and on the length of a path.</summary>
    public bool IsComplete => graph.IsComplete;

    /// <summary>The shortest path of every subject that is no administrator and none of Kubernetes' own; the worst first.</summary>
    public IReadOnlyList<EscalationPath> Paths => paths;

    /// <summary>Builds a graph over resources.</summary>
    /// <param name="resources">Resources of any kind.</param>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public static EscalationGraph Create(IEnumerable<Resource> resources, RbacOptions? options = null)
    {
        Resource[] all = [.. resources ?? throw new ArgumentNullException(nameof(resources))];
        return new EscalationGraph(RbacAuthorizer.Create(all, options), ClusterInventory.Read(all, options));
    }

    /// <summary>The paths that begin with a binding: of each of its subjects the shortest; the worst first.</summary>
    /// <param name="namespace">The namespace of a RoleBinding; null for a ClusterRoleBinding.</param>
    /// <param name="name">The binding's name.</param>
    public IReadOnlyList<EscalationPath> PathsBy(string? @namespace, string name) =>
        byBinding.TryGetValue((@namespace, name ?? throw new ArgumentNullException(nameof(name))), out List<EscalationPath>? known)
            ? [.. known.OrderByDescending(p => p.Risk).ThenBy(p => p.Length).ThenBy(p => p.Start.ToString(), StringComparer.Ordinal)]
            : [];

    private void AddPaths(RbacSubject subject, int number)
    {
        IReadOnlyList<GraphEdge> edges = graph.From(number);
        if (edges.Any(e => e.Kind == EscalationEdge.Administrator))
            return;
        var best = new Dictionary<RbacBinding, GraphEdge>();
        GraphEdge? first = null;
        foreach (GraphEdge edge in edges)
        {
            if (Distance(edge) >= MaxSteps || IsOwnBusiness(edge, subject))
                continue;
            if (first is null || IsBetter(edge, first))
                first = edge;
            foreach (PowerGrant grant in edge.Grants)
                if (grant.Grant.Binding is { } binding && grant.Grant.Subject.Equals(subject)
                    && (!best.TryGetValue(binding, out GraphEdge? known) || IsBetter(edge, known)))
                    best[binding] = edge;
        }
        if (first is not null)
            paths.Add(PathOf(subject, first));
        foreach (KeyValuePair<RbacBinding, GraphEdge> start in best)
            if (ReferenceEquals(start.Value, first))
                Of(start.Key).Add(paths[paths.Count - 1]);
            else if (!Returns(start.Value))
                Of(start.Key).Add(PathOf(subject, start.Value));
    }

    /// <summary>Whether a path leads back to where it began, so that another binding begins it.</summary>
    private bool Returns(GraphEdge first)
    {
        (int[] distances, int target) = GoalOf(first);
        return EdgesOf(first, distances, target).Exists(e => e.To == first.From);
    }

    private (int[] Distances, int Target) GoalOf(GraphEdge first) =>
        toCluster[first.To] != AccessGraph.Unreachable ? (toCluster, graph.Cluster) : (toNode, graph.Node);

    /// <summary>Whether a subject is one of Kubernetes' own that does what Kubernetes gave it to do.</summary>
    private static bool IsOwnBusiness(GraphEdge edge, RbacSubject subject) =>
        SystemSubjects.IsSystem(subject) || edge.Grants.All(g => g.Grant.Binding is { IsStock: true } && SystemSubjects.IsKubernetes(g.Grant.Subject));

    private List<EscalationPath> Of(RbacBinding binding)
    {
        if (!byBinding.TryGetValue((binding.Namespace, binding.Name), out List<EscalationPath>? known))
            byBinding.Add((binding.Namespace, binding.Name), known = []);
        return known;
    }

    /// <summary>The steps of an edge and all that follow. The cluster counts before a node, however far it is.</summary>
    private int Distance(GraphEdge edge) => toCluster[edge.To] != AccessGraph.Unreachable ? toCluster[edge.To] : toNode[edge.To];

    private bool IsBetter(GraphEdge edge, GraphEdge other)
    {
        bool reaches = toCluster[edge.To] != AccessGraph.Unreachable, otherReaches = toCluster[other.To] != AccessGraph.Unreachable;
        return reaches != otherReaches ? reaches : Distance(edge) < Distance(other);
    }

    private EscalationPath PathOf(RbacSubject subject, GraphEdge first)
    {
        (int[] distances, int target) = GoalOf(first);
        return new EscalationPath(subject, graph[first.From], graph[target], first.Weight + distances[first.To], RiskOf(subject, target == graph.Cluster),
            () => StepWriter.Write(graph, EdgesOf(first, distances, target)));
    }

    private List<GraphEdge> EdgesOf(GraphEdge first, int[] distances, int target)
    {
        var edges = new List<GraphEdge> { first };
        for (int at = first.To; at != target; at = edges[edges.Count - 1].To)
            edges.Add(graph.From(at).First(e => distances[e.To] != AccessGraph.Unreachable && distances[e.To] + e.Weight == distances[at]));
        return edges;
    }

    private EscalationRisk RiskOf(RbacSubject subject, bool reachesCluster)
    {
        if (SystemSubjects.IsEverybody(subject))
            return EscalationRisk.Critical;
        bool isMounted = mounted.Contains(subject.UserName);
        return reachesCluster ? isMounted ? EscalationRisk.Critical : EscalationRisk.High : isMounted ? EscalationRisk.High : EscalationRisk.Medium;
    }
}
