namespace ContainerSecurity.Cel;

/// <summary>One signature of a function and what it does.</summary>
internal sealed class CelOverload(string id, string function, bool isMember, CelType[] parameters, CelType result)
{
    public string Id { get; } = id;
    public string Function { get; } = function;
    public bool IsMember { get; } = isMember;
    /// <summary>The types of the arguments; the receiver of a member comes first.</summary>
    public CelType[] Parameters { get; } = parameters;
    public CelType Result { get; } = result;
    /// <summary>Whether type parameters occur.</summary>
    public bool IsGeneric { get; } = Mentions(result) || Array.Exists(parameters, Mentions);

    private static bool Mentions(CelType type) => type.TypeKind == CelTypeKind.Parameter || Array.Exists(type.Items, Mentions);

    public Func<CelValue>? None { get; init; }
    public Func<CelValue, CelValue>? One { get; init; }
    public Func<CelValue, CelValue, CelValue>? Two { get; init; }
    public Func<CelValue[], CelValue>? Many { get; init; }

    /// <summary>Whether an argument fits while the expression runs: by kind, and by name for own types.</summary>
    public bool Accepts(int index, CelValue argument) => Accepts(Parameters[index], argument);

    /// <summary>Whether a value is of a type as far as is seen without its items.</summary>
    public static bool Accepts(CelType type, CelValue value) => type.TypeKind switch
    {
        CelTypeKind.Dyn or CelTypeKind.Parameter => true,
        CelTypeKind.Bool => value.IsBool,
        CelTypeKind.Int => value.IsInt,
        CelTypeKind.Uint => value.IsUint,
        CelTypeKind.Double => value.IsDouble,
        CelTypeKind.String => value.Reference is string,
        CelTypeKind.Bytes => value.Reference is CelBytes,
        CelTypeKind.Null => value.IsNull,
        CelTypeKind.Timestamp => value.Reference is CelTimestamp,
        CelTypeKind.Duration => value.IsDuration,
        CelTypeKind.List => value.Reference is CelList,
        CelTypeKind.Map => value.Reference is CelMap,
        CelTypeKind.Type => value.Reference is CelType,
        CelTypeKind.Wrapper => value.IsNull || Accepts(type.Items[0], value),
        _ => type.IsOptional ? value.Reference is CelOptional : value.Type.Name == type.Name,
    };

    /// <summary>The signature, as it is declared.</summary>
    public override string ToString() => IsMember
        ? $"{Parameters[0]}.{Function}({string.Join(", ", Parameters.Skip(1).Select(p => p.ToString()))})"
        : $"{Function}({string.Join(", ", Parameters.Select(p => p.ToString()))})";
}
