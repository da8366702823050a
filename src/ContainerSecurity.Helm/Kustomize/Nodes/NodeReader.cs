using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Files;

namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>Makes nodes that can be changed of those that were read.</summary>
internal static class NodeReader
{
    /// <summary>A node with all below it.</summary>
    /// <param name="node">The node that was read.</param>
    /// <param name="budget">What the build may use.</param>
    /// <param name="places">Where parts stand, for a text within a text; null where each node says it itself.</param>
    /// <param name="isOld">Whether words mean what they mean in YAML 1.1, as in kustomizations.</param>
    public static ObjectNode Read(DocumentNode node, BuildBudget budget, TextPlaces? places = null, bool isOld = false)
    {
        budget.SpendNodes(1);
        Origin origin = places?.At(node.Span) ?? Origin.Of(node);
        switch (node)
        {
            case MappingNode mapping:
                var map = new ObjectMap(origin);
                foreach (MappingEntry entry in mapping.Entries)
                    map.Set(isOld ? entry.Key : KeyOf(entry, node.File), Read(entry.Value, budget, places, isOld), places?.At(entry.KeySpan) ?? new Origin(node.File, entry.KeySpan));
                return map;
            case SequenceNode sequence:
                var list = new ObjectList(origin);
                foreach (DocumentNode item in sequence.Items)
                    list.Items.Add(Read(item, budget, places, isOld));
                return list;
            case ScalarNode { Style: ScalarStyle.Plain } scalar:
                return new ObjectScalar(origin, scalar.Text, isOld ? OldTagOf(scalar) : PlainWords.TagOf(scalar.Text));
            case ScalarNode scalar:
                return new ObjectScalar(origin, scalar.Text, ScalarTag.Text);
            default:
                return new ObjectScalar(origin, "", ScalarTag.Null);
        }
    }

    /// <summary>A key as it is written: what YAML 1.1 takes for a truth value is a text here.</summary>
    private static string KeyOf(MappingEntry entry, SourceFile file)
    {
        if (entry.Key is not ("true" or "false") || SourceLines.Of(file).ElementAtOrDefault(entry.KeySpan.Line - 1) is not { } line)
            return entry.Key;
        int start = entry.KeySpan.Column - 1;
        int length = entry.KeySpan.EndColumn - entry.KeySpan.Column;
        if (start + length > line.Length || length <= 0 || line[start] is '"' or '\'')
            return entry.Key;
        return line.Substring(start, length);
    }

    private static ScalarTag OldTagOf(ScalarNode scalar) =>
        scalar.TryBoolean(out _) ? ScalarTag.Boolean
        : PlainWords.TagOf(scalar.Text) is not ScalarTag.Timestamp and var tag ? tag
        : ScalarTag.Text;
}
