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

    public CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) =>
        typeName == Patch || IsObject(typeName)
            ? CelFields.Map([.. fields.Select(f => (Unescape(f.Key), f.Value))])
            : others?.Create(typeName, fields) ?? CelValue.Error($"type '{typeName}' cannot be created");

    private static bool IsObject(string name) => name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);

    /// <summary>The property that an identifier stands for: <c>__namespace__</c> is <c>namespace</c>, <c>a__dash__b</c> is <c>a-b</c>.</summary>
    private static string Unescape(string name)
    {
        if (name.IndexOf("__", StringComparison.Ordinal) < 0)
            return name;
        if (name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) && name.IndexOf("__", 2, StringComparison.Ordinal) == name.Length - 2)
            return name.Substring(2, name.Length - 4);
        return name.Replace("__dot__", ".").Replace("__dash__", "-").Replace("__slash__", "/").Replace("__underscores__", "__");
    }
}
