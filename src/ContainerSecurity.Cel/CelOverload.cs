using ContainerSecurity.Cel.Evaluation;

namespace ContainerSecurity.Cel;

/// <summary>One signature of a function and what it does.</summary>
internal sealed class CelOverload(string id, string function, bool isMember, CelType[] parameters, CelType result)
{
    private readonly object?[] tags = Array.ConvertAll(parameters, TagOf);
    private CelOverload[]? alone;
    private CallCost?[]? costs;

    public string Id { get; } = id;
    public string Function { get; } = function;
    public bool IsMember { get; } = isMember;
    /// <summary>The types of the arguments; the receiver of a member comes first.</summary>
    public CelType[] Parameters { get; } = parameters;
    public CelType Result { get; } = result;
    /// <summary>Whether type parameters occur.</summary>
    public bool IsGeneric { get; } = result.IsOpen || Array.Exists(parameters, p => p.IsOpen);

    /// <summary>This overload as all that a call may mean.</summary>
    public CelOverload[] Alone => alone ??= [this];

    /// <summary>What a call costs that means this overload, or several of which this is the first; null for the nominal cost of 1.</summary>
    public CallCost? Cost(bool isAlone) => (costs ??= [CallCosts.Of(this, isAlone: false), CallCosts.Of(this, isAlone: true)])[isAlone ? 1 : 0];

    public Func<CelValue>? None { get; init; }
    public Func<CelValue, CelValue>? One { get; init; }
    public Func<CelValue, CelValue, CelValue>? Two { get; init; }
    public Func<CelValue[], CelValue>? Many { get; init; }

    /// <summary>Whether an argument fits while the expression runs: by kind, and by name for own types.</summary>
    public bool Accepts(int index, CelValue argument) =>
        tags[index] is { } tag ? ReferenceEquals(argument.Reference, tag) : Accepts(Parameters[index], argument);

    /// <summary>What every value of a type refers to; null where that says nothing.</summary>
    private static object? TagOf(CelType type) => type.TypeKind switch
    {
        CelTypeKind.Bool => ScalarTag.Bool,
        CelTypeKind.Int => ScalarTag.Int,
        CelTypeKind.Uint => ScalarTag.Uint,
        CelTypeKind.Double => ScalarTag.Double,
        CelTypeKind.Duration => ScalarTag.Duration,
        _ => null,
    };

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
