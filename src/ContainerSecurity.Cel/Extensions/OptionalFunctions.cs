using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>optionals</c>.</summary>
internal static class OptionalFunctions
{
    public const string Or = "optional_or_optional";
    public const string OrValue = "optional_orValue_value";

    public static CelLibrary Create() => new CelLibrary("optionals").TypeName(CelType.Optional(CelType.Dyn))
        .Function("optional_of", "optional.of", "f(V) -> optional_type(V)", v => CelValue.From(CelOptional.Of(v)))
        .Function(
            "optional_ofNonZeroValue",
            "optional.ofNonZeroValue",
            "f(V) -> optional_type(V)",
            v => CelValue.From(IsZero(v) ? CelOptional.None : CelOptional.Of(v)))
        .Function("optional_none", "optional.none", "f() -> optional_type(V)", () => CelValue.From(CelOptional.None))
        .Function("optional_unwrap", "optional.unwrap", "f(list(optional_type(V))) -> list(V)", Unwrap)
        .Method("optional_unwrapOpt", "unwrapOpt", "list(optional_type(V)).unwrapOpt() -> list(V)", Unwrap)
        .Method(
            "optional_value",
            "value",
            "optional_type(V).value() -> V",
            v => v.Reference is CelOptional { HasValue: true } o ? o.Value : CelValue.Error("optional.none() dereference"))
        .Method("optional_hasValue", "hasValue", "optional_type(V).hasValue() -> bool", v => CelValue.From(((CelOptional)v.Reference!).HasValue))
        .Method(Or, "or", "optional_type(V).or(optional_type(V)) -> optional_type(V)", (a, b) => ((CelOptional)a.Reference!).HasValue ? a : b)
        .Method(OrValue, "orValue", "optional_type(V).orValue(V) -> V", (a, b) => a.Reference is CelOptional { HasValue: true } o ? o.Value : b)
        .Function("select_optional_field", Operators.OptionalSelect, "f(dyn, string) -> optional_type(dyn)", (_, _) => CelValue.Null)
        .Function("list_optindex_optional_int", Operators.OptionalIndex, "f(list(V), int) -> optional_type(V)", (_, _) => CelValue.Null)
        .Function("optional_list_optindex_optional_int", Operators.OptionalIndex, "f(optional_type(list(V)), int) -> optional_type(V)", (_, _) => CelValue.Null)
        .Function("map_optindex_optional_value", Operators.OptionalIndex, "f(map(K, V), K) -> optional_type(V)", (_, _) => CelValue.Null)
        .Function(
            "optional_map_optindex_optional_value",
            Operators.OptionalIndex,
            "f(optional_type(map(K, V)), K) -> optional_type(V)",
            (_, _) => CelValue.Null)
        .Function("optional_list_index_int", Operators.Index, "f(optional_type(list(V)), int) -> optional_type(V)", (_, _) => CelValue.Null)
        .Function("optional_map_index_value", Operators.Index, "f(optional_type(map(K, V)), K) -> optional_type(V)", (_, _) => CelValue.Null)
        .Method("list_first", "first", "list(V).first() -> optional_type(V)", v => End((CelList)v.Reference!, first: true))
        .Method("list_last", "last", "list(V).last() -> optional_type(V)", v => End((CelList)v.Reference!, first: false))
        .Macro(new Macro("optMap", true, 2, c => Map(c, flat: false)), new Macro("optFlatMap", true, 2, c => Map(c, flat: true)));

    private static Call Map(Call call, bool flat)
    {
        int at = call.Position;
        Expr body = Bindings.Bind(at, Macro.Variable(call.Arguments[0]), new Call(at, "value", call.Target), call.Arguments[1]);
        return new Call(at, Operators.Conditional, null, new Call(at, "hasValue", call.Target),
            flat ? body : new Call(at, "optional.of", null, body), new Call(at, "optional.none", null));
    }

    private static CelValue End(CelList list, bool first) =>
        CelValue.From(list.Count == 0 ? CelOptional.None : CelOptional.Of(list[first ? 0 : list.Count - 1]));

    private static CelValue Unwrap(CelValue list) => CelValue.From(CelList.Of([.. ListFunctions.Items(list)
        .Select(i => i.Reference as CelOptional).Where(o => o?.HasValue == true).Select(o => o!.Value)]));

    private static bool IsZero(CelValue v) => v.Kind switch
    {
        CelKind.Null => true,
        CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Duration => v.Bits == 0,
        CelKind.Double => v.DoubleBits == 0,
        CelKind.String => ((string)v.Reference!).Length == 0,
        CelKind.Bytes => ((CelBytes)v.Reference!).Content.Length == 0,
        CelKind.List => ((CelList)v.Reference!).Count == 0,
        CelKind.Map => ((CelMap)v.Reference!).Count == 0,
        CelKind.Timestamp => v.Reference is CelTimestamp { Seconds: CelTimestamp.MinSeconds, Nanoseconds: 0 },
        CelKind.Optional => v.Reference is CelOptional { HasValue: false },
        _ => false,
    };
}
