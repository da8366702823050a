namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>What a schema says of one value: its type, and how its data is read.</summary>
internal sealed class SchemaNode
{
    private SchemaNode(CelType type, CelValue schema)
    {
        Type = type;
        Nullable = Flag(schema, "nullable");
        IsIntOrString = Flag(schema, "x-kubernetes-int-or-string");
        PreservesUnknown = Flag(schema, "x-kubernetes-preserve-unknown-fields");
        ListType = Text(schema, "x-kubernetes-list-type");
        Keys = Get(schema, "x-kubernetes-list-map-keys").Reference is CelList keys
            ? Enumerable.Range(0, keys.Count).Select(i => keys[i].ToString()).ToArray()
            : [];
    }

    public CelType Type { get; }
    public bool Nullable { get; }
    public bool IsIntOrString { get; }
    public bool PreservesUnknown { get; }
    public string ListType { get; }
    public string[] Keys { get; }
    /// <summary>Of a list's items or a map's values.</summary>
    public SchemaNode? Items { get; private set; }
    /// <summary>Of an object, by property name.</summary>
    public Dictionary<string, SchemaNode> Fields { get; } = [];
    /// <summary>Property names by the identifiers that stand for them.</summary>
    public Dictionary<string, string> Names { get; } = [];

    private static CelValue Get(CelValue schema, string name) => schema.Reference is CelMap map && map.TryGetField(name, out CelValue value) ? value : default;
    private static string Text(CelValue schema, string name) => Get(schema, name).Reference as string ?? "";
    private static bool Flag(CelValue schema, string name) => Get(schema, name).IsTrue;

    /// <summary>Reads a schema; null where it says nothing of the type, so that expressions cannot use the value.</summary>
    public static SchemaNode? Read(CelValue schema, string path, bool isResource, Dictionary<string, SchemaNode> objects)
    {
        if (Flag(schema, "x-kubernetes-int-or-string"))
            return new(CelType.Dyn, schema);
        switch (Text(schema, "type"))
        {
            case "array":
                return Read(Get(schema, "items"), path + ".@idx", false, objects) is { } items ? new(CelType.List(items.Type), schema) { Items = items } : null;
            case "object":
                return ReadObject(schema, path, isResource || Flag(schema, "x-kubernetes-embedded-resource"), objects);
            case "string":
                return new(
                    Text(schema, "format") switch
                    {
                        "byte" => CelType.Bytes,
                        "duration" => CelType.Duration,
                        "date" or "date-time" => CelType.Timestamp,
                        _ => CelType.String
                    },
                    schema);
            case "boolean":
                return new(CelType.Bool, schema);
            case "integer":
                return new(CelType.Int, schema);
            case "number":
                return new(CelType.Double, schema);
            default:
                return null;
        }
    }

    private static SchemaNode? ReadObject(CelValue schema, string path, bool isResource, Dictionary<string, SchemaNode> objects)
    {
        if (Get(schema, "additionalProperties").Reference is CelMap)
            return Read(Get(schema, "additionalProperties"), path + ".@elem", false, objects) is { } values
                ? new(CelType.Map(CelType.String, values.Type), schema) { Items = values }
                : null;
        var node = new SchemaNode(CelType.Object(path), schema);
        objects[path] = node;
        if (Get(schema, "properties").Reference is CelMap properties)
            foreach (CelValue key in properties.Keys)
                if (properties.TryGet(key, out CelValue property) && Read(property, $"{path}.{key}", false, objects) is { } field)
                    node.AddField(key.ToString(), field);
        if (isResource)
            node.AddResourceFields(path, objects);
        return node;
    }

    private void AddField(string name, SchemaNode field)
    {
        if (KubernetesNames.Escape(name) is not { } identifier)
            return;
        Fields[name] = field;
        Names[identifier] = name;
        // Words that only other languages reserve can be selected as they are.
        if (identifier == $"__{name}__")
            Names[name] = name;
    }

    /// <summary>Every resource has a kind and a name, whatever its schema says.</summary>
    private void AddResourceFields(string path, Dictionary<string, SchemaNode> objects)
    {
        CelValue text = CelValue.From(CelMap.Of([new(CelValue.From("type"), CelValue.From("string"))]));
        foreach (string name in new[] { "apiVersion", "kind" })
            if (!Fields.ContainsKey(name))
                AddField(name, Read(text, path, false, objects)!);
        if (!Fields.TryGetValue("metadata", out SchemaNode? metadata))
        {
            metadata = ReadObject(CelValue.From(DictionaryMap.Empty), path + ".metadata", false, objects)!;
            AddField("metadata", metadata);
        }
        foreach (string name in new[] { "name", "generateName" })
            if (!metadata.Fields.ContainsKey(name))
                metadata.AddField(name, Read(text, path, false, objects)!);
    }
}
