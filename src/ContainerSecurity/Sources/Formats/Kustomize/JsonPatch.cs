using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>Makes an object of the operations of a JSON patch (RFC 6902): what they set stands where they set it, all else is unknown.</summary>
internal sealed class JsonPatch
{
    private readonly Dictionary<string, JsonPatch> below = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private DocumentNode? value;

    /// <summary>Whether a node is an operation.</summary>
    public static bool IsOperation(DocumentNode node) => node is MappingNode mapping && mapping["op"] is ScalarNode && mapping["path"] is ScalarNode;

    /// <summary>The object that a list of operations tells of; null where they set nothing.</summary>
    public static MappingNode? ToObject(SequenceNode operations)
    {
        var root = new JsonPatch();
        foreach (MappingNode operation in operations.Items.Where(IsOperation).Cast<MappingNode>())
            if (((ScalarNode)operation["op"]!).Text is "add" or "replace" && operation["value"] is { } set and not ScalarNode { IsNull: true })
                root.Set(((ScalarNode)operation["path"]!).Text, set);
        return root.below.Count == 0 ? null : root.Build(operations) as MappingNode;
    }

    private void Set(string path, DocumentNode set)
    {
        JsonPatch at = this;
        foreach (string step in path.Split('/').Skip(1).Select(s => s.Replace("~1", "/").Replace("~0", "~")))
        {
            // Two operations that append are about two items.
            string key = step == "-" ? $"-{at.order.Count}" : step;
            if (!at.below.TryGetValue(key, out JsonPatch? next))
            {
                at.below.Add(key, next = new JsonPatch());
                at.order.Add(key);
            }
            at = next;
        }
        at.value = set;
    }

    private DocumentNode Build(DocumentNode place)
    {
        DocumentNode near = value ?? Nearest() ?? place;
        if (value is not null && below.Count == 0)
            return OpenDocument.OfValue(value);
        if (below.Count > 0 && order.TrueForAll(IsIndex))
            return new SequenceNode(near.File, near.Span, [.. order.Select(k => below[k].Build(near))], isOpen: true);
        IEnumerable<MappingEntry> own = value is MappingNode mapping
            ? ((MappingNode)OpenDocument.OfValue(mapping)).Entries.Where(e => !below.ContainsKey(e.Key)).Select(e => e with { Value = e.Value.Copy() })
            : [];
        IEnumerable<MappingEntry> set = order.Select(k => new MappingEntry(k, below[k].Place(near).Span, below[k].Build(near)));
        return new MappingNode(near.File, near.Span, [.. own, .. set], isOpen: true);
    }

    private DocumentNode Place(DocumentNode near) => value ?? Nearest() ?? near;

    private DocumentNode? Nearest() => order.Select(k => below[k].value ?? below[k].Nearest()).FirstOrDefault(v => v is not null);

    private static bool IsIndex(string key) => key[0] == '-' ? key.Length > 1 : key.All(char.IsDigit);
}
