using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Conformance.Templates;

/// <summary>The functions that the vectors call besides Go's own.</summary>
internal static class TemplateCorpusFunctions
{
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new("echo", [GoType.Interface], false, GoType.Interface, a => a[0]),
        new("concat", [GoType.String, GoType.String], false, GoType.String, a => GoValue.Of(Text(a[0]) + Text(a[1]))),
        new("sum", [GoType.Int], true, GoType.Int, a => new IntegerValue(a.Sum(i => ((IntegerValue)i).Value))),
        new("half", [GoType.Float64], false, GoType.Float64, a => new FloatValue(((FloatValue)a[0]).Value / 2)),
        new("boom", [GoType.String], false, GoType.String, a => throw new GoFunctionException(Text(a[0]))),
        new("panics", [GoType.String], false, GoType.String, a => throw new GoFunctionException(Text(a[0]))),
        new("list", [GoType.Interface], true, GoType.List, a => new ListValue(GoType.List, a)),
        new("strs", [GoType.String], true, GoType.Strings, a => new ListValue(GoType.Strings, a)),
        new("dict", [GoType.Interface], true, GoType.Map, Map),
        new("typeOf", [GoType.Interface], false, GoType.String, a => GoValue.Of(a[0] is NilValue ? "<nil>" : a[0].Type.Name)),
        new("noValue", [], false, GoType.Interface, _ => NilValue.Value),
        new("nilMap", [], false, GoType.Map, _ => new MapValue(GoType.Map, isNil: true)),
        new("nilList", [], false, GoType.List, _ => new ListValue(GoType.List, [], isNil: true)),
        new("not_", [GoType.Bool], false, GoType.Bool, a => GoValue.Of(!((BoolValue)a[0]).Value)),
        new("wantInt", [GoType.Int], false, GoType.String, a => GoValue.Of($"int {((IntegerValue)a[0]).Value}")),
        new("wantStr", [GoType.String], false, GoType.String, a => GoValue.Of($"string {Text(a[0])}")),
        new("wantMap", [GoType.Map], false, GoType.String, a => GoValue.Of($"map {((MapValue)a[0]).Count}")),
        new("wantList", [GoType.List], false, GoType.String, a => GoValue.Of($"list {((ListValue)a[0]).Items.Count}")),
        new("wantBool", [GoType.Bool], false, GoType.String, a => GoValue.Of($"bool {(((BoolValue)a[0]).Value ? "true" : "false")}")),
        new("wantU8", [GoType.Uint8], false, GoType.String, a => GoValue.Of($"uint8 {((IntegerValue)a[0]).Value}")),
    ];

    private static string Text(GoValue value) => ((TextValue)value).Text;

    private static MapValue Map(GoValue[] arguments)
    {
        var map = new MapValue(GoType.Map);
        for (int i = 0; i + 1 < arguments.Length; i += 2)
            map.Set(Text(arguments[i]), arguments[i + 1]);
        return map;
    }
}
