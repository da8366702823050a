using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>Compares what documents say, wherever and however it is written.</summary>
internal static class NodeComparison
{
    /// <summary>Whether two documents say the same. The order of keys says nothing.</summary>
    public static bool AreSame(DocumentNode one, DocumentNode other) => (one, other) switch
    {
        (MappingNode a, MappingNode b) => a.Entries.Count == b.Entries.Count && a.Entries.All(e => b[e.Key] is { } value && AreSame(e.Value, value)),
        (SequenceNode a, SequenceNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreSame).All(s => s),
        (ScalarNode a, ScalarNode b) => AreSame(a, b),
        _ => false,
    };

    /// <summary>Texts are the same however they are quoted, unless one would be read as something else.</summary>
    private static bool AreSame(ScalarNode one, ScalarNode other) =>
        string.Equals(one.Text, other.Text, StringComparison.Ordinal) && (one.Style == other.Style || IsText(one) == IsText(other));

    private static bool IsText(ScalarNode node) =>
        node.Style != ScalarStyle.Plain
        || !(node.IsNull || node.TryBoolean(out _) || KubernetesScalars.TryNumber(node.Text, out _));
}
