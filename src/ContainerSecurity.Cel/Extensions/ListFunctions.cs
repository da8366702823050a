using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>lists</c>.</summary>
internal static class ListFunctions
{
    private const string SortInput = "@__sortBy_input__";
    private const int MaxRange = 1_000_000;

    public static CelLibrary Create()
    {
        var library = new CelLibrary("lists")
            .Method("list_slice", "slice", "list(T).slice(int, int) -> list(T)", Slice)
            .Method("list_flatten", "flatten", "list(list(T)).flatten() -> list(T)", list => Flatten(list, 1))
            .Method("list_flatten_int", "flatten", "list(dyn).flatten(int) -> list(dyn)", (list, depth) => Flatten(list, depth.Bits))
            .Method("list_distinct", "distinct", "list(T).distinct() -> list(T)", Distinct)
            .Method("list_reverse", "reverse", "list(T).reverse() -> list(T)", list => Of(Items(list).AsEnumerable().Reverse()))
            .Function("lists_range", "lists.range", "f(int) -> list(int)", Range)
            .Macro(new Macro("sortBy", true, 2, SortBy));
        foreach (string type in new[] { "int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes" })
            library.Method($"list_{type}_sort", "sort", $"list({type}).sort() -> list({type})", list => Sort(Items(list), Items(list)))
                .Method(
                    $"list_{type}_sortByAssociatedKeys",
                    "@sortByAssociatedKeys",
                    $"list(T).@sortByAssociatedKeys(list({type})) -> list(T)",
                    (list, keys) => Sort(Items(list), Items(keys)));
        return library;
    }

    public static CelValue[] Items(CelValue value)
    {
        var list = (CelList)value.Reference!;
        var items = new CelValue[list.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = list[i];
        return items;
    }

    private static CelValue Of(IEnumerable<CelValue> items) => CelValue.From(CelList.Of([.. items]));

    private static CelValue Slice(CelValue[] v)
    {
        long start = v[1].Bits, end = v[2].Bits;
        CelValue[] items = Items(v[0]);
        if (start < 0 || end < 0)
            return CelValue.Error($"cannot slice({start}, {end}), negative indexes not supported");
        if (start > end)
            return CelValue.Error($"cannot slice({start}, {end}), start index must be less than or equal to end index");
        return end > items.Length
            ? CelValue.Error($"cannot slice({start}, {end}), list is length {items.Length}")
            : Of(items.Skip((int)start).Take((int)(end - start)));
    }

    private static CelValue Flatten(CelValue list, long depth)
    {
        if (depth < 0)
            return CelValue.Error("level must be non-negative");
        var items = new List<CelValue>();
        Collect(list, depth, items);
        return Of(items);
    }

    private static void Collect(CelValue list, long depth, List<CelValue> into)
    {
        foreach (CelValue item in Items(list))
        {
            if (depth > 0 && item.Reference is CelList)
                Collect(item, depth - 1, into);
            else
                into.Add(item);
        }
    }

    private static CelValue Distinct(CelValue list)
    {
        var seen = new HashSet<CelValue>();
        return Of(Items(list).Where(i => seen.Add(i)));
    }

    private static CelValue Range(CelValue count) =>
        count.Bits > MaxRange
            ? CelValue.Error($"lists.range: size {count.Bits} exceeds the maximum of {MaxRange}")
            : Of(Enumerable.Range(0, (int)Math.Max(0, count.Bits)).Select(i => CelValue.From((long)i)));

    private static CelValue Sort(CelValue[] items, CelValue[] keys)
    {
        if (items.Length != keys.Length)
            return CelValue.Error($"@sortByAssociatedKeys() expected a list of the same size as the associated keys "
                + $"list, but got {items.Length} and {keys.Length} elements respectively");
        for (int i = 1; i < keys.Length; i++)
            if (keys[i].Kind != keys[0].Kind)
                return CelValue.Error("list elements must have the same type");
        if (keys.Length > 0 && Comparison.Compare(keys[0], keys[0]) is null)
            return CelValue.Error("list elements must be comparable");
        return Of(Enumerable.Range(0, items.Length).OrderBy(i => keys[i], Order).Select(i => items[i]));
    }

    private static readonly IComparer<CelValue> Order = Comparer<CelValue>.Create((a, b) =>
        Comparison.Compare(a, b) is { } order && order != Numbers.Unordered ? order : 0);

    // The list is bound to a name, so that it is evaluated once.
    private static Comprehension SortBy(Call call)
    {
        int at = call.Position;
        string variable = Macro.Variable(call.Arguments[0]);
        Expr step = new Call(at, Operators.Add, null, new Ident(at, Comprehension.Accumulator), new ListExpr(at, [call.Arguments[1]], null));
        var keys = new Comprehension(at, ComprehensionShape.Collect, new Ident(at, SortInput), variable, null, Comprehension.Accumulator,
            new ListExpr(at, [], null), new Literal(at, CelValue.True), step, new Ident(at, Comprehension.Accumulator));
        return Bindings.Bind(at, SortInput, call.Target!, new Call(at, "@sortByAssociatedKeys", new Ident(at, SortInput), keys));
    }
}
