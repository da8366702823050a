using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Kustomize.Patches;

/// <summary>
/// Says which lists of which kinds are merged by keys, and which are replaced: those of Kubernetes 1.21 as Kustomize
/// holds them, or those of a schema that a kustomization names.
/// </summary>
internal sealed class MergeSchema
{
    private readonly Dictionary<string, Dictionary<string, MergeField>> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);

    /// <summary>The schema of Kubernetes.</summary>
    public static MergeSchema Kubernetes { get; } = CreateKubernetes();

    /// <summary>The type of a kind; null where it is not known, so that its lists are replaced.</summary>
    public string? TypeOf(string apiVersion, string kind) => kinds.GetValueOrDefault($"{apiVersion} {kind}");

    /// <summary>A field of a type; null where nothing is to be said of it.</summary>
    public MergeField? FieldOf(string? type, string field) =>
        type is not null && types.TryGetValue(type, out Dictionary<string, MergeField>? fields) ? fields.GetValueOrDefault(field) : null;

    /// <summary>Reads an OpenAPI document.</summary>
    public static MergeSchema Read(MappingNode document)
    {
        var schema = new MergeSchema();
        if (document["definitions"] is not MappingNode definitions)
            return schema;
        foreach (MappingEntry definition in definitions.Entries)
            if (definition.Value is MappingNode type)
                schema.Add(definition.Key, type);
        return schema;
    }

    private void Add(string name, MappingNode type)
    {
        if (type["x-kubernetes-group-version-kind"] is SequenceNode ids)
            foreach (MappingNode id in ids.Items.OfType<MappingNode>())
            {
                string group = Text(id["group"]), version = Text(id["version"]);
                kinds[$"{(group.Length > 0 ? $"{group}/{version}" : version)} {Text(id["kind"])}"] = name;
            }
        AddFields(name, type);
    }

    private void AddFields(string name, MappingNode type)
    {
        if (type["properties"] is not MappingNode properties)
            return;
        foreach (MappingEntry property in properties.Entries)
            if (property.Value is MappingNode value)
                Set(name, property.Key, FieldOf($"{name}.{property.Key}", value));
    }

    private MergeField FieldOf(string name, MappingNode property)
    {
        bool isMerged = Text(property["x-kubernetes-patch-strategy"]).Split(',').Contains("merge");
        string[] keys = property["x-kubernetes-list-map-keys"] is SequenceNode list
            ? [.. list.Items.Select(Text)]
            : Text(property["x-kubernetes-patch-merge-key"]) is { Length: > 0 } key ? [key] : [];
        MappingNode of = property["items"] as MappingNode ?? property;
        if (Text(of["$ref"]) is { Length: > 0 } reference)
            return new MergeField(reference.Substring(reference.LastIndexOf('/') + 1), isMerged, keys);
        AddFields(name, of);
        return new MergeField(name, isMerged, keys);
    }

    private void Set(string type, string field, MergeField value)
    {
        if (!types.TryGetValue(type, out Dictionary<string, MergeField>? fields))
            types.Add(type, fields = new(StringComparer.Ordinal));
        fields[field] = value;
    }

    private static string Text(DocumentNode? node) => (node as ScalarNode)?.Text ?? "";

    private static MergeSchema CreateKubernetes()
    {
        var schema = new MergeSchema();
        foreach ((string type, string field, string target) in KubernetesMergeFields.Objects)
            schema.Set(type, field, new MergeField(target, false, []));
        foreach ((string type, string field, string target, string keys) in KubernetesMergeFields.Lists)
            schema.Set(type, field, new MergeField(target, true, keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        foreach ((string versions, string names) in KubernetesMergeFields.Kinds)
            foreach (string version in versions.Split(' '))
                foreach (string kind in names.Split(' '))
                {
                    schema.kinds[$"{version} {kind}"] = kind;
                    schema.Set(kind, "metadata", new MergeField("ObjectMeta", false, []));
                }
        return schema;
    }
}

/// <summary>A field of a type.</summary>
/// <param name="Type">The type of its value, or of its items.</param>
/// <param name="IsMerged">Whether it is a list whose items are merged.</param>
/// <param name="Keys">The keys by which items are the same; none for a list of texts.</param>
internal sealed record MergeField(string Type, bool IsMerged, string[] Keys);
