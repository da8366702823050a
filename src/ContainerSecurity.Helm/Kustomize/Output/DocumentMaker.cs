using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>Makes documents of what was built, whose nodes stand where their values are written.</summary>
internal static class DocumentMaker
{
    /// <summary>The document of a node.</summary>
    public static DocumentNode Make(ObjectNode node)
    {
        Origin origin = node.Origin;
        switch (node)
        {
            case ObjectMap map:
                return new MappingNode(PlaceOf(origin), [.. map.Entries.Select(EntryOf)], isOpen: false);
            case ObjectList list:
                return new SequenceNode(PlaceOf(origin), [.. list.Items.Select(Make)], isOpen: false);
            case ObjectScalar { Meaning: ScalarTag.Text or ScalarTag.Timestamp } scalar:
                return new ScalarNode(PlaceOf(origin), scalar.Text, ScalarStyle.Quoted);
            default:
                var word = (ObjectScalar)node;
                return new ScalarNode(PlaceOf(origin), WordOf(word), ScalarStyle.Plain);
        }
    }

    private static DocumentPlace PlaceOf(Origin origin) => new(origin.File, origin.Span) { IsAssembled = true };

    private static string WordOf(ObjectScalar scalar) => scalar.IsNull ? "null" : scalar.Text;

    /// <summary>An entry, whose key is told where it stands only if it stands beside the value.</summary>
    private static MappingEntry EntryOf(ObjectEntry entry)
    {
        Origin value = entry.Value.Origin;
        bool isBeside = entry.KeyOrigin.File == value.File && IsBefore(entry.KeyOrigin.Span, value.Span, entry.Value is ObjectScalar);
        return new MappingEntry(entry.Key, isBeside ? entry.KeyOrigin.Span : value.Span, Make(entry.Value));
    }

    private static bool IsBefore(SourceSpan key, SourceSpan value, bool isNear) =>
        (key.EndLine < value.Line || (key.EndLine == value.Line && key.EndColumn <= value.Column)) && (!isNear || value.Line - key.EndLine <= 1);
}
