using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// The type of <c>variables</c>: the first of some variables with the types of their expressions, of which an API
/// server keeps those of plain values, lists and maps.
/// </summary>
internal sealed class VariableTypes : ICelTypeProvider
{
    private readonly ICelTypeProvider? others;
    private readonly Func<int, (string Name, Func<CelType> Type)> variables;
    private readonly int count;
    private readonly IReadOnlyList<string> brought;

    /// <summary>The types of variables, asked for when they are needed.</summary>
    public VariableTypes(ICelTypeProvider? others, IReadOnlyList<NamedExpression> variables, int count, IReadOnlyList<string> brought)
        : this(others, i => (variables[i].Name, () => Plain(variables[i].Expression.ResultType)), count, brought)
    {
    }

    /// <summary>Types that are known, and hold no policy.</summary>
    public VariableTypes(ICelTypeProvider? others, (string Name, CelType Type)[] variables, IReadOnlyList<string> brought)
        : this(others, i => (variables[i].Name, () => variables[i].Type), variables.Length, brought)
    {
    }

    private VariableTypes(ICelTypeProvider? others, Func<int, (string Name, Func<CelType> Type)> variables, int count, IReadOnlyList<string> brought)
    {
        this.others = others;
        this.variables = variables;
        this.count = count;
        this.brought = brought;
    }

    public static readonly CelType Type = CelType.Object("kubernetes.variables");

    public CelType? FindType(string name) => name == Type.Name ? Type : others?.FindType(name);

    public CelType? FindField(string typeName, string fieldName)
    {
        if (typeName != Type.Name)
            return others?.FindField(typeName, fieldName);
        for (int i = count - 1; i >= 0; i--)
            if (variables(i) is var (name, variable) && name == fieldName)
                return variable();
        return brought.Contains(fieldName) ? CelType.Dyn : null;
    }

    public CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) =>
        others?.Create(typeName, fields) ?? CelValue.Error($"type '{typeName}' cannot be created");

    public static CelType Plain(CelType type) => type.TypeKind switch
    {
        CelTypeKind.Bool or CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Double or CelTypeKind.String or CelTypeKind.Bytes
            or CelTypeKind.Timestamp or CelTypeKind.Duration or CelTypeKind.Null => type,
        CelTypeKind.List => CelType.List(Plain(type.Parameters[0])),
        CelTypeKind.Map => CelType.Map(Plain(type.Parameters[0]), Plain(type.Parameters[1])),
        _ => CelType.Dyn,
    };
}
