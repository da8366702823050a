namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A type of Go.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name, as <c>%T</c> prints it.</param>
internal sealed record GoType(GoKind Kind, string Name)
{
    /// <summary>The type of the elements of a list or map.</summary>
    public GoType? Element { get; private init; }

    /// <summary>The type of the keys of a map.</summary>
    public GoType? Key { get; private init; }

    /// <summary>The number of bits of an integer.</summary>
    public int Bits { get; private init; } = 64;

    public static GoType Interface { get; } = new(GoKind.Interface, "interface {}");

    public static GoType Reflected { get; } = new(GoKind.Reflected, "reflect.Value");

    /// <summary>The type of what is not known, which fits everywhere.</summary>
    public static GoType Unknown { get; } = new(GoKind.Unknown, "interface {}");

    public static GoType Bool { get; } = new(GoKind.Bool, "bool");

    public static GoType Int { get; } = new(GoKind.Int, "int");

    public static GoType Int32 { get; } = new(GoKind.Int, "int32") { Bits = 32 };

    public static GoType Int64 { get; } = new(GoKind.Int, "int64");

    public static GoType Uint { get; } = new(GoKind.Uint, "uint");

    public static GoType Uint32 { get; } = new(GoKind.Uint, "uint32") { Bits = 32 };

    public static GoType Uint64 { get; } = new(GoKind.Uint, "uint64");

    public static GoType Uint8 { get; } = new(GoKind.Uint, "uint8") { Bits = 8 };

    public static GoType Float64 { get; } = new(GoKind.Float, "float64");

    public static GoType Complex { get; } = new(GoKind.Complex, "complex128");

    public static GoType String { get; } = new(GoKind.String, "string");

    /// <summary>Lists of anything.</summary>
    public static GoType List { get; } = ListOf(Interface);

    public static GoType Strings { get; } = ListOf(String);

    public static GoType Bytes { get; } = ListOf(Uint8);

    /// <summary>Maps of names to anything.</summary>
    public static GoType Map { get; } = MapOf(String, Interface);

    /// <summary>Whether nil is a value of the type.</summary>
    public bool CanBeNil => Kind is GoKind.Interface or GoKind.Reflected or GoKind.Slice or GoKind.Map or GoKind.Func;

    public static GoType ListOf(GoType element) => new(GoKind.Slice, "[]" + element.Name) { Element = element };

    public static GoType MapOf(GoType key, GoType element) => new(GoKind.Map, $"map[{key.Name}]{element.Name}") { Key = key, Element = element };

    public static GoType FunctionOf(string signature) => new(GoKind.Func, signature);

    /// <summary>Whether a value of this type can be given where another is wanted.</summary>
    public bool IsAssignableTo(GoType other) => other.Kind is GoKind.Interface || Kind == GoKind.Unknown || Name == other.Name;

    public override string ToString() => Name;
}
