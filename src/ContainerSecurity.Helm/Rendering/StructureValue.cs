using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>A structure of Helm's with fixed fields.</summary>
/// <param name="type">The name of its type.</param>
/// <param name="printed">How it prints.</param>
/// <param name="fields">Its fields.</param>
internal sealed class StructureValue(string type, string printed, Dictionary<string, GoValue> fields) : ObjectValue
{
    public override GoType Type { get; } = new(GoKind.Object, type);

    public override GoValue? Field(string name) => fields.GetValueOrDefault(name);

    public override TracedText Print() => TracedText.Of(printed);
}
