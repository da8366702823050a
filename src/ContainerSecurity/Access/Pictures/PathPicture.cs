using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Access.Pictures;

/// <summary>
/// Paths laid out in columns, from who starts at the left to where they end at the right. Shortest paths that meet go
/// on together, so that they are trees and no two arrows cross.
/// </summary>
public sealed class PathPicture
{
    /// <summary>How many boxes are drawn at most; the worst paths come first.</summary>
    public const int MaxNodes = 150;

    /// <summary>How many who take the same step to the same place are drawn one by one.</summary>
    private const int MaxAlike = 6;

    private readonly List<PictureNode> nodes = [];
    private readonly List<PictureEdge> edges = [];
    private readonly Dictionary<EscalationNode, int> numbers = [];
    private readonly Dictionary<int, List<int>> before = [];
    private readonly List<int> targets = [];

    /// <summary>Lays paths out.</summary>
    /// <param name="paths">The paths, the worst first.</param>
    public PathPicture(IReadOnlyList<EscalationPath> paths)
    {
        Paths = (paths ?? throw new ArgumentNullException(nameof(paths))).Count;
        ILookup<(EscalationNode, string), EscalationPath> alike = paths.Where(p => IsLeaf(p, paths)).ToLookup(p => (p.Steps[0].To, p.Steps[0].Edge.Id));
        foreach (EscalationPath path in paths)
            Add(path, alike);
        Place();
    }

    /// <summary>The number of all paths.</summary>
    public int Paths { get; }

    /// <summary>The number of paths that are not drawn for want of room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The boxes.</summary>
    public IReadOnlyList<PictureNode> Nodes => nodes;

    /// <summary>The arrows.</summary>
    public IReadOnlyList<PictureEdge> Edges => edges;

    /// <summary>The number of columns.</summary>
    public int Columns { get; private set; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; private set; }

    private HashSet<EscalationNode>? passed;

    /// <summary>Whether no other path passes through the start of a path.</summary>
    private bool IsLeaf(EscalationPath path, IReadOnlyList<EscalationPath> all)
    {
        passed ??= [.. all.SelectMany(p => p.Steps.Select(s => s.To))];
        return !passed.Contains(path.Start);
    }

    private void Add(EscalationPath path, ILookup<(EscalationNode, string), EscalationPath> alike)
    {
        EscalationPath[] same = [.. alike[(path.Steps[0].To, path.Steps[0].Edge.Id)]];
        int rank = same.Length > MaxAlike + 1 ? Array.IndexOf(same, path) : -1;
        if (rank > MaxAlike)
            return;
        if (nodes.Count + path.Steps.Count + 1 > MaxNodes && !numbers.ContainsKey(path.Start))
        {
            LeftOut += rank == MaxAlike ? same.Length - MaxAlike : 1;
            return;
        }
        int at = Add(path.Target, null);
        for (int i = path.Steps.Count - 1; i >= 0; i--)
        {
            EscalationStep step = path.Steps[i];
            string? label = i == 0 && rank == MaxAlike ? $"{same.Length - MaxAlike} more like these" : null;
            if (label is null && numbers.TryGetValue(step.From, out int known))
            {
                at = known;
                continue;
            }
            int from = Add(step.From, label);
            edges.Add(new PictureEdge(from, at, step.Edge.Title, label is null ? step.Explanation
                : string.Join(", ", same.Skip(MaxAlike).Take(50).Select(p => p.Start))));
            Before(at).Add(from);
            at = from;
        }
        nodes[at].Risk ??= path.Risk;
    }

    private int Add(EscalationNode node, string? label)
    {
        if (label is null && numbers.TryGetValue(node, out int known))
            return known;
        int number = nodes.Count;
        nodes.Add(new PictureNode(number, label is null ? node : null, label ?? node.ToString()));
        if (label is null)
            numbers.Add(node, number);
        if (node.Kind is EscalationNodeKind.Cluster || (node.Kind is EscalationNodeKind.Node && label is null))
            targets.Add(number);
        return number;
    }

    private List<int> Before(int number)
    {
        if (!before.TryGetValue(number, out List<int>? list))
            before.Add(number, list = []);
        return list;
    }

    /// <summary>
    /// Gives each box its place: the farther from the end, the farther left; ends of the tree below each other, and what
    /// stands before several in their middle.
    /// </summary>
    private void Place()
    {
        var leaving = new HashSet<int>(edges.Select(e => e.From));
        foreach (int root in targets.Where(t => !leaving.Contains(t)))
        {
            var order = new List<int>();
            var waiting = new Stack<int>([root]);
            while (waiting.Count > 0)
            {
                int number = waiting.Pop();
                order.Add(number);
                foreach (int from in Enumerable.Reverse(Before(number)))
                {
                    nodes[from].Column = nodes[number].Column + 1;
                    waiting.Push(from);
                }
            }
            foreach (int number in order.Where(n => Before(n).Count == 0))
                nodes[number].Row = Rows++;
            foreach (int number in Enumerable.Reverse(order).Where(n => Before(n).Count > 0))
                nodes[number].Row = (nodes[Before(number)[0]].Row + nodes[Before(number)[Before(number).Count - 1]].Row) / 2;
        }
        Columns = nodes.Count == 0 ? 0 : nodes.Max(n => n.Column) + 1;
        foreach (PictureNode node in nodes)
            node.Column = Columns - 1 - node.Column;
    }
}
