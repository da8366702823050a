using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Objects of custom resources, which have no schema here: only what every creation adds is added.</summary>
internal static class CustomObject
{
    /// <summary>The object as it is created.</summary>
    /// <param name="node">The object as written.</param>
    /// <param name="stage">How far the API server has come with it.</param>
    /// <param name="namespace">The namespace of the request; empty for an object of the cluster.</param>
    public static MappingNode Create(MappingNode node, ObjectStage stage, string @namespace)
    {
        if (node["metadata"] is not MappingNode metadata || metadata.IsOpen)
            return node;
        var entries = new List<MappingEntry>();
        foreach (MappingEntry entry in node.Entries)
            entries.Add(entry with { Value = entry.Key == "metadata" ? Metadata(metadata, stage, @namespace) : entry.Value.Copy() });
        return new MappingNode(node.File, node.Span, entries, node.IsOpen);
    }

    private static MappingNode Metadata(MappingNode metadata, ObjectStage stage, string @namespace)
    {
        SourceSpan place = metadata.FieldSpan;
        List<MappingEntry> entries = [.. metadata.Entries.Select(e => e with { Value = e.Value.Copy() })];
        void Add(string key, DocumentNode value)
        {
            if (metadata[key] is null or ScalarNode { IsNull: true })
                entries.Add(new MappingEntry(key, place, value));
        }
        ScalarNode Text(string text) => new(metadata.File, place, text, ScalarStyle.Quoted) { IsImplied = true };
        UnknownNode Unknown() => new(metadata.File, place) { IsImplied = true, IsPresent = true };
        if (@namespace.Length > 0)
            Add("namespace", Text(@namespace));
        Add("managedFields", Unknown());
        if (stage == ObjectStage.Created)
        {
            if (metadata["generateName"] is ScalarNode { IsTemplate: false, Text.Length: > 0 } prefix)
                Add("name", Text(prefix.Text + ObjectCreation.GeneratedSuffix));
            Add("uid", Unknown());
            Add("creationTimestamp", Unknown());
            Add("generation", new ScalarNode(metadata.File, place, "1", ScalarStyle.Plain) { IsImplied = true });
        }
        return new MappingNode(metadata.File, metadata.Span, entries);
    }
}
