using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>The types that mutations are written in: <c>Object</c> and what is below it, such as <c>Object.spec.template</c>, and <c>JSONPatch</c>.</summary>
internal sealed class MutationTypes(ICelTypeProvider? others) : ICelTypeProvider
{
    public const string Root = "Object";
    public const string Patch = "JSONPatch";
    private static readonly string[] PatchFields = ["op", "path", "from", "value"];

    public CelType? FindType(string name) => name == Patch || IsObject(name) ? CelType.Object(name) : others?.FindType(name);

    public CelType? FindField(string typeName, string fieldName) =>
        IsObject(typeName) ? CelType.Dyn
        : typeName != Patch ? others?.FindField(typeName, fieldName)
        : !PatchFields.Contains(fieldName) ? null
        : fieldName == "value" ? CelType.Dyn : CelType.String;

    public CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields)
    {
        if (typeName != Patch && !IsObject(typeName))
            return others?.Create(typeName, fields) ?? CelValue.Error($"type '{typeName}' cannot be created");
        CelValue map = CelFields.Map([.. fields.Select(f => (f.Key, f.Value))]);
        return typeName == Patch ? map : CelValue.From(new MutationObject(typeName, map.As<CelMap>()!));
    }

    private static bool IsObject(string name) => name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);
}
