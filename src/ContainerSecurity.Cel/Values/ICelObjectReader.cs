namespace ContainerSecurity.Cel.Values;

/// <summary>
/// Reads the fields of objects by their JSON names, such as those of a Kubernetes client's models; a source generator
/// or <see cref="CelObjectReader"/> implements it.
/// </summary>
public interface ICelObjectReader
{
    /// <summary>Whether the type of an object is known.</summary>
    bool CanRead(object value);
    /// <summary>The value of a field by its JSON name; false where there is none, or it is null.</summary>
    bool TryGetField(object value, string name, out object? field);
    /// <summary>The JSON names of the fields that are not null.</summary>
    IEnumerable<string> FieldNames(object value);
}
