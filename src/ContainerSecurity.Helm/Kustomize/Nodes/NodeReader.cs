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
                    map.Set(entry.Key, Read(entry.Value, budget, places, isOld), places?.At(entry.KeySpan) ?? new Origin(node.File, entry.KeySpan));
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

    private static ScalarTag OldTagOf(ScalarNode scalar) =>
        scalar.TryBoolean(out _) ? ScalarTag.Boolean
        : PlainWords.TagOf(scalar.Text) is not ScalarTag.Timestamp and var tag ? tag
        : ScalarTag.Text;
}
