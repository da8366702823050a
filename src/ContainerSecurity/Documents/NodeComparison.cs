namespace ContainerSecurity.Documents;

/// <summary>Compares what two nodes say, wherever they are written.</summary>
internal static class NodeComparison
{
    /// <summary>Whether two nodes surely say the same: keys in any order, items in theirs. What is not known is like nothing.</summary>
    public static bool IsSame(DocumentNode? left, DocumentNode? right) => (left, right) switch
    {
        (ScalarNode { IsTemplate: false } l, ScalarNode { IsTemplate: false } r) => l.Text == r.Text,
        (MappingNode { IsOpen: false } l, MappingNode { IsOpen: false } r) =>
            l.Entries.Count == r.Entries.Count && l.Entries.All(e => IsSame(e.Value, r[e.Key])),
        (SequenceNode { IsOpen: false } l, SequenceNode { IsOpen: false } r) =>
            l.Items.Count == r.Items.Count && l.Items.Zip(r.Items, IsSame).All(same => same),
        _ => false,
    };
}
