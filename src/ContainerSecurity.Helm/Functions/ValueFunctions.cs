using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of defaults and types.</summary>
internal static class ValueFunctions
{
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Arguments.OnMany("default", 1, GoType.Interface, a => a.Length < 2 || Emptiness.IsEmpty(a[1]) ? a[0] : a[1]),
        Arguments.OnAny("empty", 1, GoType.Bool, a => GoValue.Of(Emptiness.IsEmpty(a[0]))),
        Arguments.OnMany("coalesce", 0, GoType.Interface, a => Array.Find(a, v => !Emptiness.IsEmpty(v)) ?? NilValue.Value),
        Arguments.OnMany("all", 0, GoType.Bool, a => GoValue.Of(!Array.Exists(a, Emptiness.IsEmpty))),
        Arguments.OnMany("any", 0, GoType.Bool, a => GoValue.Of(Array.Exists(a, v => !Emptiness.IsEmpty(v)))),
        new("ternary", [GoType.Interface, GoType.Interface, GoType.Bool], false, GoType.Interface, a => ((BoolValue)a[2]).Value ? a[0] : a[1]),
        Arguments.OnAny("kindOf", 1, GoType.String, a => GoValue.Of(KindOf(a[0]))),
        new("kindIs", [GoType.String, GoType.Interface], false, GoType.Bool, a => GoValue.Of(KindOf(a[1]) == a[0].AsString())),
        Arguments.OnAny("typeOf", 1, GoType.String, a => GoValue.Of(TypeOf(a[0]))),
        new("typeIs", [GoType.String, GoType.Interface], false, GoType.Bool, a => GoValue.Of(TypeOf(a[1]) == a[0].AsString())),
        new(
            "typeIsLike", [GoType.String, GoType.Interface], false, GoType.Bool,
            a => GoValue.Of(TypeOf(a[1]).TrimStart('*') == a[0].AsString().TrimStart('*'))),
    ];

    private static string TypeOf(GoValue value) => value is NilValue or Missing ? "<nil>" : value.Type.Name;

    private static string KindOf(GoValue value) =>
        value.Kind switch
        {
            GoKind.Invalid or GoKind.Interface => "invalid",
            GoKind.Slice => "slice",
            GoKind.Map => "map",
            GoKind.Func => "func",
            GoKind.Object => value.Type.Name.StartsWith('*') ? "ptr" : "struct",
            _ => value.Type.Name,
        };
}
