namespace ContainerSecurity.Cel.Values;

/// <summary>Knows types with fields. What it does not know is unknown to the checker.</summary>
public interface ICelTypeProvider
{
    /// <summary>The type of a name, or null.</summary>
    CelType? FindType(string name);
    /// <summary>The type of a field of a type, or null where it has no such field.</summary>
    CelType? FindField(string typeName, string fieldName);
    /// <summary>A new value of a type from given fields, or an error value.</summary>
    CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields);
}
