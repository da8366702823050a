namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>
/// A structural schema (OpenAPI v3 with x-kubernetes-* extensions) as a type: expressions over its data are checked,
/// and read it as the API server does.
/// </summary>
public sealed class KubernetesSchema : ICelTypeProvider
{
    private readonly Dictionary<string, SchemaNode> objects = [];
    private readonly SchemaNode root;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">The schema as a map.</param>
    /// <param name="typeName">The name of the root type; nested types are named beneath it.</param>
    /// <param name="isResource">Whether the root is a resource, which has a kind and a name whatever the schema says.</param>
    /// <exception cref="ArgumentException">The schema says nothing of the type.</exception>
    public KubernetesSchema(CelValue schema, string typeName = "selfType", bool isResource = false) =>
        root = SchemaNode.Read(schema, typeName ?? throw new ArgumentNullException(nameof(typeName)), isResource, objects)
            ?? throw new ArgumentException("The schema says nothing of the type.", nameof(schema));

    /// <summary>The type of the root.</summary>
    public CelType Type => root.Type;

    /// <summary>Data as a value of the root's type; an error value where it is not.</summary>
    public CelValue Wrap(CelValue data) => SchemaValues.Wrap(data, root);

    /// <inheritdoc/>
    public CelType? FindType(string name) => objects.TryGetValue(name, out SchemaNode? node) ? node.Type : null;

    /// <inheritdoc/>
    public CelType? FindField(string typeName, string fieldName) =>
        objects.TryGetValue(typeName, out SchemaNode? node) && node.Names.TryGetValue(fieldName, out string? name) ? node.Fields[name].Type : null;

    /// <inheritdoc/>
    public CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) => CelValue.Error($"type '{typeName}' cannot be created");
}
