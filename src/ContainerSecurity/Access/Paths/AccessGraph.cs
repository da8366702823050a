using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Paths;

/// <summary>Nodes and edges, by number.</summary>
internal sealed class AccessGraph
{
    public const int Unreachable = int.MaxValue;

    /// <summary>How many edges are kept.</summary>
    internal const int MaxEdges = 1_000_000;

    private int count;
    private bool isCut;

    private readonly Dictionary<(EscalationNodeKind Kind, string Name), int> numbers = [];
    private readonly List<EscalationNode> nodes = [];
    private readonly List<List<GraphEdge>> leaving = [];
    private readonly List<List<GraphEdge>> entering = [];

    public AccessGraph()
    {
        Cluster = Add(EscalationNodeKind.Cluster, "");
        Node = Add(EscalationNodeKind.Node, "");
        AnyNode = Add(EscalationNodeKind.Node, "any");
        Add(new GraphEdge(AnyNode, Node, null, [], ""));
    }

    /// <summary>The administration of the cluster.</summary>
    public int Cluster { get; }

    /// <summary>Root on one node.</summary>
    public int Node { get; }

    /// <summary>Root on a node of one's choice.</summary>
    public int AnyNode { get; }

    /// <summary>Whether all edges are here; there is a bound.</summary>
    public bool IsComplete => count <= MaxEdges && !isCut;

    public int Count => nodes.Count;

    public EscalationNode this[int number] => nodes[number];

    public int Add(EscalationNodeKind kind, string name, DocumentLocation? location = null)
    {
        if (numbers.TryGetValue((kind, name), out int number))
            return number;
        numbers.Add((kind, name), number = nodes.Count);
        nodes.Add(new EscalationNode(kind, name, location));
        leaving.Add([]);
        entering.Add([]);
        return number;
    }

    /// <summary>The number of a node; null for none.</summary>
    public int? Find(EscalationNodeKind kind, string name) => numbers.TryGetValue((kind, name), out int number) ? number : null;

    public void Add(GraphEdge edge)
    {
        if (++count > MaxEdges)
            return;
        leaving[edge.From].Add(edge);
        entering[edge.To].Add(edge);
    }

    public IReadOnlyList<GraphEdge> From(int number) => leaving[number];

    /// <summary>The number of steps from each node to a target, up to a bound.</summary>
    public int[] DistancesTo(int target)
    {
        var distances = new int[nodes.Count];
        for (int i = 0; i < distances.Length; i++)
            distances[i] = Unreachable;
        distances[target] = 0;
        // Edges weigh nothing or one, so two lists take the place of a queue by distance.
        var now = new Stack<int>([target]);
        var next = new Stack<int>();
        for (int distance = 0; now.Count > 0; (now, next) = (next, now), distance++)
        {
            if (distance >= EscalationGraph.MaxSteps)
            {
                isCut |= now.Any(n => entering[n].Exists(e => distances[e.From] == Unreachable));
                break;
            }
            while (now.Count > 0)
            {
                int number = now.Pop();
                if (distances[number] < distance)
                    continue;
                foreach (GraphEdge edge in entering[number])
                    if (distance + edge.Weight < distances[edge.From])
                    {
                        distances[edge.From] = distance + edge.Weight;
                        (edge.Weight == 0 ? now : next).Push(edge.From);
                    }
            }
        }
        return distances;
    }
}
