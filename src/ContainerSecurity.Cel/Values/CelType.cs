namespace ContainerSecurity.Cel.Values;

/// <summary>A type: what the checker deduces and what <c>type(value)</c> answers.</summary>
public sealed class CelType : CelObject
{
    private static readonly CelType[] NoParameters = [];

    private CelType(CelTypeKind typeKind, string name, params CelType[] parameters) : base(CelKind.Type)
    {
        TypeKind = typeKind;
        Name = name;
        Items = parameters.Length == 0 ? NoParameters : parameters;
        IsOpen = typeKind == CelTypeKind.Parameter || (parameters.Length > 0 && Array.Exists(parameters, i => i.IsOpen));
    }

    internal readonly CelType[] Items;

    /// <summary>Whether type parameters occur in it.</summary>
    internal readonly bool IsOpen;

    /// <summary>The family of the type.</summary>
    public CelTypeKind TypeKind { get; }
    /// <summary>The name without parameters, as <c>type(value)</c> shows it.</summary>
    public string Name { get; }
    /// <summary>The types of items, or of keys and values.</summary>
    public IReadOnlyList<CelType> Parameters => Items;

    /// <summary>Any value.</summary>
    public static CelType Dyn { get; } = new(CelTypeKind.Dyn, "dyn");
    /// <summary>The type of an expression with an error.</summary>
    public static CelType Error { get; } = new(CelTypeKind.Error, "*error*");
    /// <summary>The type of null.</summary>
    public static CelType Null { get; } = new(CelTypeKind.Null, "null_type");
    /// <summary>True and false.</summary>
    public static CelType Bool { get; } = new(CelTypeKind.Bool, "bool");
    /// <summary>Signed 64-bit integers.</summary>
    public static CelType Int { get; } = new(CelTypeKind.Int, "int");
    /// <summary>Unsigned 64-bit integers.</summary>
    public static CelType Uint { get; } = new(CelTypeKind.Uint, "uint");
    /// <summary>IEEE 754 doubles.</summary>
    public static CelType Double { get; } = new(CelTypeKind.Double, "double");
    /// <summary>Strings of Unicode code points.</summary>
    public static CelType String { get; } = new(CelTypeKind.String, "string");
    /// <summary>Sequences of bytes.</summary>
    public static CelType Bytes { get; } = new(CelTypeKind.Bytes, "bytes");
    /// <summary>Points in time.</summary>
    public static CelType Timestamp { get; } = new(CelTypeKind.Timestamp, "google.protobuf.Timestamp");
    /// <summary>Lengths of time.</summary>
    public static CelType Duration { get; } = new(CelTypeKind.Duration, "google.protobuf.Duration");
    /// <summary>The type of types.</summary>
    public static CelType AnyType { get; } = new(CelTypeKind.Type, "type");
    internal static CelType AnyList { get; } = List(Dyn);
    internal static CelType AnyMap { get; } = Map(Dyn, Dyn);

    /// <summary>Lists of items of a type.</summary>
    public static CelType List(CelType item) => new(CelTypeKind.List, "list", item);
    /// <summary>Maps from keys to values of given types.</summary>
    public static CelType Map(CelType key, CelType value) => new(CelTypeKind.Map, "map", key, value);
    /// <summary>A value of a type, or none.</summary>
    public static CelType Optional(CelType value) => new(CelTypeKind.Opaque, "optional_type", value);
    /// <summary>A type of a given name with fields that a provider knows.</summary>
    public static CelType Object(string name) => new(CelTypeKind.Object, name);
    /// <summary>A type of a given name without fields.</summary>
    public static CelType Opaque(string name, params CelType[] parameters) => new(CelTypeKind.Opaque, name, parameters);
    /// <summary>The type of a type.</summary>
    public static CelType TypeOf(CelType type) => new(CelTypeKind.Type, "type", type);
    /// <summary>A value of a primitive type, or null.</summary>
    public static CelType Wrapper(CelType value) => new(CelTypeKind.Wrapper, "wrapper", value);
    /// <summary>A type parameter of a function.</summary>
    public static CelType Parameter(string name) => new(CelTypeKind.Parameter, name);
    /// <summary>Reads a type: <c>map(string, list(T))</c>; a single capital letter or a leading <c>$</c> marks a type parameter.</summary>
    /// <exception cref="FormatException">The text is not a type.</exception>
    public static CelType Parse(string text) => new TypeText(text ?? throw new ArgumentNullException(nameof(text))).ReadAll();

    internal bool IsOptional => TypeKind == CelTypeKind.Opaque && Name == "optional_type";
    internal bool IsDynOrError => TypeKind is CelTypeKind.Dyn or CelTypeKind.Error;

    /// <inheritdoc/>
    public override CelType Type => AnyType;

    internal static CelType OfKind(CelKind kind) => kind switch
    {
        CelKind.Null => Null,
        CelKind.Bool => Bool,
        CelKind.Int => Int,
        CelKind.Uint => Uint,
        CelKind.Double => Double,
        CelKind.Duration => Duration,
        _ => Error,
    };

    /// <summary>The same family with other parameters.</summary>
    internal CelType With(CelType[] parameters) => new(TypeKind, Name, parameters);

    /// <summary>Whether two types are the same, parameters included.</summary>
    internal static bool Same(CelType a, CelType b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a.TypeKind != b.TypeKind || a.Name != b.Name || a.Items.Length != b.Items.Length)
            return false;
        for (int i = 0; i < a.Items.Length; i++)
            if (!Same(a.Items[i], b.Items[i]))
                return false;
        return true;
    }

    // While an expression runs a type has no parameters: type([1]) == list.
    internal override bool EqualsObject(CelObject other) => ((CelType)other).Name == Name;
    internal override int HashObject() => Name.GetHashCode();

    /// <summary>The type as cel-go's messages show it.</summary>
    public override string ToString() => TypeKind switch
    {
        CelTypeKind.Null => "null",
        CelTypeKind.Timestamp => "timestamp",
        CelTypeKind.Duration => "duration",
        CelTypeKind.Error => "!error!",
        _ => Items.Length == 0 ? Name : Name + "(" + string.Join(", ", Items.Select(i => i.ToString())) + ")",
    };
}
