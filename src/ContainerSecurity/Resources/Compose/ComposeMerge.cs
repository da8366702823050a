using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// Lays one compose file, or one service, over another: mappings are merged, lists appended, single values replaced,
/// with the exceptions of the specification.
/// </summary>
internal static class ComposeMerge
{
    private const string Service = "services.*.";

    /// <summary>What the later file replaces as a whole.</summary>
    private static readonly HashSet<string> Replaced = [.. new[] { "command", "entrypoint", "provider", "healthcheck.test" }.Select(k => Service + k)];

    /// <summary>What is written as a mapping or as a list of <c>key=value</c> or of keys.</summary>
    private static readonly HashSet<string> Named =
    [
        .. new[]
        {
            "annotations", "build.additional_contexts", "build.args", "build.labels", "build.ssh", "depends_on",
            "deploy.labels", "environment", "labels", "models", "networks", "sysctls",
        }.Select(k => Service + k),
        "networks.*.labels", "volumes.*.labels", "configs.*.labels", "secrets.*.labels",
    ];

    /// <summary>What is written as one text or as a list of texts.</summary>
    private static readonly HashSet<string> OneOrMany = [.. new[] { "dns", "dns_search", "env_file", "label_file", "tmpfs" }.Select(k => Service + k)];

    /// <summary>The later of two nodes laid over the earlier; both stay as they are.</summary>
    /// <param name="under">The earlier one.</param>
    /// <param name="over">The later one.</param>
    /// <param name="path">Where they are, such as <c>services.*</c>; empty for whole files.</param>
    public static DocumentNode Merge(DocumentNode under, DocumentNode over, string path)
    {
        if (over is ScalarNode { IsNull: true })
            return under.Copy();
        if (under is ScalarNode { IsNull: true } || Replaced.Contains(path) || path.Contains(".x-"))
            return over.Copy();
        if (Named.Contains(path) && (under is MappingNode || over is MappingNode))
            (under, over) = (ComposeFields.AsMapping(under), ComposeFields.AsMapping(over));
        if (OneOrMany.Contains(path))
            (under, over) = (AsList(under), AsList(over));
        if (path == Service + "build")
            (under, over) = (ComposeFields.AsBuild(under), ComposeFields.AsBuild(over));
        return (under, over) switch
        {
            (MappingNode left, MappingNode right) when path != Service + "logging" || HasSameDriver(left, right) => MergeKeys(left, right, path),
            (SequenceNode left, SequenceNode right) => Append(left, right, path),
            _ => over.Copy(),
        };
    }

    /// <summary>A mapping without what lies at some paths.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="paths">The paths, by <see cref="PathOf"/>.</param>
    /// <param name="prefix">The path of the mapping itself; empty for a whole file.</param>
    public static MappingNode Without(MappingNode mapping, ICollection<string> paths, string prefix = "")
    {
        if (paths.Count == 0)
            return mapping;
        var entries = new List<MappingEntry>();
        foreach (MappingEntry entry in mapping.Entries)
        {
            string path = PathOf(prefix, entry.Key);
            if (!paths.Contains(path))
                entries.Add(entry with { Value = (entry.Value is MappingNode inner ? Without(inner, paths, path) : entry.Value).Copy() });
        }
        return new MappingNode(mapping.File, mapping.Span, entries, mapping.IsOpen);
    }

    /// <summary>The path of a key, whose parts no key can hold.</summary>
    public static string PathOf(string prefix, string key) => prefix.Length == 0 ? key : $"{prefix}\0{key}";

    private static MappingNode MergeKeys(MappingNode under, MappingNode over, string path)
    {
        var entries = new List<MappingEntry>();
        var others = over.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        foreach (MappingEntry entry in under.Entries)
        {
            entries.Add(!others.TryGetValue(entry.Key, out DocumentNode? other)
                ? entry with { Value = entry.Value.Copy() }
                : KeyOf(over, entry, other, Below(path, entry.Key)) with { Value = Merge(entry.Value, other, Below(path, entry.Key)) });
            others.Remove(entry.Key);
        }
        foreach (MappingEntry entry in over.Entries)
            if (others.ContainsKey(entry.Key))
                entries.Add(entry with { Value = entry.Value.Copy() });
        return new MappingNode(under.File, under.Span, entries, under.IsOpen || over.IsOpen);
    }

    /// <summary>The key of a merged value stands where the value does: the later file's, but where mappings or lists are put together.</summary>
    private static MappingEntry KeyOf(MappingNode over, MappingEntry entry, DocumentNode other, string path) =>
        other is ScalarNode { IsNull: true } ? entry
        : other is ScalarNode || entry.Value is ScalarNode || Replaced.Contains(path) || path.Contains(".x-") ? over.Entries[other.Index]
        : entry;

    /// <summary>The names of services, networks and other elements are all one in a path.</summary>
    private static string Below(string path, string key) =>
        path.Length == 0 ? key : path.IndexOf('.') < 0 ? path + ".*" : $"{path}.{key}";

    private static SequenceNode Append(SequenceNode under, SequenceNode over, string path)
    {
        var items = new List<DocumentNode>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (DocumentNode item in under.Items.Concat(over.Items))
        {
            string? key = UniqueKey.Of(item, path);
            if (key is not null && places.TryGetValue(key, out int place))
                items[place] = item.Copy();
            else
            {
                if (key is not null)
                    places[key] = items.Count;
                items.Add(item.Copy());
            }
        }
        return new SequenceNode(under.File, under.Span, items, under.IsOpen || over.IsOpen);
    }

    private static bool HasSameDriver(MappingNode under, MappingNode over) =>
        under["driver"] is not ScalarNode left || over["driver"] is not ScalarNode right || left.Text == right.Text;

    private static DocumentNode AsList(DocumentNode node) => node is ScalarNode ? new SequenceNode(node.File, node.Span, [node.Copy()]) : node;
}
