namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>The fields of a type of the Kubernetes API, such as <c>core.v1.Container</c>.</summary>
internal sealed class ObjectSchema
{
    private readonly Dictionary<string, SchemaField> fields = new(StringComparer.Ordinal);

    /// <summary>Reads a line of the table: the name and the fields.</summary>
    public ObjectSchema(string line)
    {
        string[] words = line.Split(' ');
        IsAtomic = words[0][words[0].Length - 1] == '^';
        Name = words[0].TrimEnd('^');
        Fields = [.. words.Skip(1).Select(w => new SchemaField(w))];
        foreach (SchemaField field in Fields)
            fields.Add(field.Name, field);
    }

    public string Name { get; }

    /// <summary>Whether an object of the type is replaced as a whole.</summary>
    public bool IsAtomic { get; }

    public IReadOnlyList<SchemaField> Fields { get; }

    /// <summary>The field of a name; null for none. Names differ by case.</summary>
    public SchemaField? this[string name] => fields.TryGetValue(name, out SchemaField? field) ? field : null;
}
