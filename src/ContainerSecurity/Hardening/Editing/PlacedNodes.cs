using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>Says which nodes stand in the text where they count, and count nowhere else: those behind aliases and merge keys do not.</summary>
internal sealed class PlacedNodes
{
    private readonly HashSet<(int, int)> once = [];
    private readonly HashSet<(int, int)> shared = [];

    public PlacedNodes(IEnumerable<DocumentNode> documents)
    {
        var waiting = new Stack<DocumentNode>(documents);
        while (waiting.Count > 0)
        {
            DocumentNode node = waiting.Pop();
            if (node.Offsets is { } place && place.End > place.Start && !once.Add(place))
                shared.Add(place);
            foreach (DocumentNode child in Children(node))
                waiting.Push(child);
        }
    }

    /// <summary>Whether a node is where it stands, and only there.</summary>
    public bool IsPlaced(DocumentNode node)
    {
        if (node.Offsets is not { } place || node.File.Map is not null || shared.Contains(place))
            return false;
        return node.Parent is null || (node.Parent.Offsets is { } parent && parent.Start <= place.Start && place.End <= parent.End);
    }

    /// <summary>Whether a key stands in its mapping, and was not merged in.</summary>
    public static bool IsOwn(MappingNode mapping, in MappingEntry entry)
    {
        int key = OffsetOf(mapping.File, entry.KeySpan);
        return mapping.Offsets is { } place && place.Start <= key && key < place.End;
    }

    /// <summary>The offset of the start of a region.</summary>
    public static int OffsetOf(SourceFile file, SourceSpan span) => file.Lines.OffsetOf(span.Line, span.Column);

    private static IEnumerable<DocumentNode> Children(DocumentNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.Select(e => e.Value),
        SequenceNode list => list.Items,
        _ => [],
    };
}
