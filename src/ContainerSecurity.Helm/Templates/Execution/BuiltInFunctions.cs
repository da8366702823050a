using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>The functions that Go's templates have by themselves.</summary>
internal static class BuiltInFunctions
{
    private static readonly GoFunction And = Variadic("and", GoType.Reflected, [GoType.Reflected, GoType.Reflected], NotCalled);
    private static readonly GoFunction Or = Variadic("or", GoType.Reflected, [GoType.Reflected, GoType.Reflected], NotCalled);
    private static readonly GoFunction CallFunction = Variadic("call", GoType.Reflected, [GoType.Reflected, GoType.Reflected], NotCalled);

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        And,
        Or,
        CallFunction,
        new("not", [GoType.Reflected], false, GoType.Bool, a => GoValue.Of(!a[0].IsTrue)),
        new("len", [GoType.Reflected], false, GoType.Int, a => GoValue.Of(Elements.Length(a[0]))),
        Variadic("index", GoType.Reflected, [GoType.Reflected, GoType.Reflected], Elements.Index),
        Variadic("slice", GoType.Reflected, [GoType.Reflected, GoType.Reflected], Elements.Slice),
        Variadic("eq", GoType.Bool, [GoType.Reflected, GoType.Reflected], a => GoValue.Of(Comparison.AreEqual(a))),
        new("ne", [GoType.Reflected, GoType.Reflected], false, GoType.Bool, a => GoValue.Of(!Comparison.AreEqual(a))),
        new("lt", [GoType.Reflected, GoType.Reflected], false, GoType.Bool, a => GoValue.Of(Comparison.IsLess(a[0], a[1]))),
        new("le", [GoType.Reflected, GoType.Reflected], false, GoType.Bool, a => GoValue.Of(Comparison.IsLessOrEqual(a[0], a[1]))),
        new("gt", [GoType.Reflected, GoType.Reflected], false, GoType.Bool, a => GoValue.Of(!Comparison.IsLessOrEqual(a[0], a[1]))),
        new("ge", [GoType.Reflected, GoType.Reflected], false, GoType.Bool, a => GoValue.Of(!Comparison.IsLess(a[0], a[1]))),
        Variadic("print", GoType.String, [GoType.Interface], a => new TextValue(GoFormat.Print(a))),
        Variadic("println", GoType.String, [GoType.Interface], a => new TextValue(GoFormat.PrintLine(a))),
        Variadic("printf", GoType.String, [GoType.String, GoType.Interface], a => new TextValue(GoFormat.Print(((TextValue)a[0]).Traced, a[1..]))),
        Variadic("html", GoType.String, [GoType.Interface], a => GoValue.Of(Escaping.Html(Escaping.TextOf(a)))),
        Variadic("js", GoType.String, [GoType.Interface], a => GoValue.Of(Escaping.JavaScript(Escaping.TextOf(a)))),
        Variadic("urlquery", GoType.String, [GoType.Interface], a => GoValue.Of(Escaping.Query(Escaping.TextOf(a)))),
    ];

    /// <summary>Whether a function is <c>and</c> or <c>or</c>, and which truth ends it.</summary>
    public static bool IsShortCircuit(GoFunction function, out bool deciding)
    {
        deciding = ReferenceEquals(function, Or);
        return deciding || ReferenceEquals(function, And);
    }

    /// <summary>Whether a function is <c>call</c>.</summary>
    public static bool IsCall(GoFunction function) => ReferenceEquals(function, CallFunction);

    /// <summary>Holds an argument against a type, integers of other types being converted.</summary>
    public static GoValue Prepare(GoValue value, GoType type, string where = "")
    {
        if (!value.IsValid)
            return type.CanBeNil ? Zeros.Of(type) : throw new GoFunctionException($"{where}value is nil; should be of type {type}");
        if (type.Kind == GoKind.Reflected || value is UnknownValue || value.Type.IsAssignableTo(type))
            return value;
        return value is IntegerValue integer && type.Kind is GoKind.Int or GoKind.Uint
            ? new IntegerValue(integer.Value, type)
            : throw new GoFunctionException($"{where}value has type {value.Type}; should be {type}");
    }

    private static GoFunction Variadic(string name, GoType result, GoType[] parameters, Func<GoValue[], GoValue> body) =>
        new(name, parameters, true, result, body);

    private static GoValue NotCalled(GoValue[] arguments) => throw new GoFunctionException("the executor calls it itself");
}
