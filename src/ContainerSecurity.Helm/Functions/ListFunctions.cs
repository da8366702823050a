using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of lists; those that change one make another.</summary>
internal static class ListFunctions
{
    private static readonly GoFunction[] Plain =
    [
        Arguments.OnAny("first", 1, GoType.Interface, a => ItemsOf(a[0], "find first on") is [var first, ..] ? first : NilValue.Value),
        Arguments.OnAny("last", 1, GoType.Interface, a => ItemsOf(a[0], "find last on") is [.., var last] ? last : NilValue.Value),
        Arguments.OnAny("rest", 1, GoType.List, a => List(ItemsOf(a[0], "find rest on").Skip(1))),
        Arguments.OnAny("initial", 1, GoType.List, a => List(ItemsOf(a[0], "find initial on").SkipLast(1))),
        Arguments.OnAny("append", 2, GoType.List, a => List(ItemsOf(a[0], "push on").Append(a[1]))),
        Arguments.OnAny("push", 2, GoType.List, a => List(ItemsOf(a[0], "push on").Append(a[1]))),
        Arguments.OnAny("prepend", 2, GoType.List, a => List(ItemsOf(a[0], "prepend on").Prepend(a[1]))),
        Arguments.OnAny("reverse", 1, GoType.List, a => List(ItemsOf(a[0], "find reverse on").Reverse())),
        Arguments.OnAny("compact", 1, GoType.List, a => List(ItemsOf(a[0], "compact on").Where(i => !Emptiness.IsEmpty(i)))),
        Arguments.OnAny("uniq", 1, GoType.List, a => List(Distinct(ItemsOf(a[0], "find uniq on")))),
        Arguments.OnMany("without", 1, GoType.List, a => List(ItemsOf(a[0], "find without on").Where(i => !a.Skip(1).Any(o => Equality.AreEqual(i, o))))),
        Arguments.OnAny(
            "has", 2, GoType.Bool,
            a => GoValue.Of(a[1] is not (NilValue or Missing) && ItemsOf(a[1], "find has on").Any(i => Equality.AreEqual(a[0], i)))),
        new("slice", [GoType.Interface, GoType.Interface], true, GoType.Interface, Slice),
        new("chunk", [GoType.Int, GoType.Interface], false, GoType.ListOf(GoType.List), Chunk),
    ];

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        .. Plain,
        .. Plain.Select(f => f.As("must" + char.ToUpperInvariant(f.Name[0]) + f.Name.Substring(1))),
        Arguments.OnMany("list", 0, GoType.List, List),
        Arguments.OnMany("tuple", 0, GoType.List, List),
        Arguments.OnMany("concat", 0, GoType.List, a => List(a.SelectMany(v => ItemsOf(v, "concat")))),
    ];

    public static ListValue List(IEnumerable<GoValue> items) => new(GoType.List, [.. items]);

    private static IReadOnlyList<GoValue> ItemsOf(GoValue value, string wanted) =>
        value switch
        {
            ListValue list => list.Items,
            NilValue or Missing => throw new GoFunctionException("runtime error: invalid memory address or nil pointer dereference"),
            _ => throw new GoFunctionException($"Cannot {wanted} type {value.Type}"),
        };

    private static List<GoValue> Distinct(IReadOnlyList<GoValue> items)
    {
        List<GoValue> distinct = [];
        foreach (GoValue item in items)
            if (!distinct.Exists(d => Equality.AreEqual(d, item)))
                distinct.Add(item);
        return distinct;
    }

    private static GoValue Slice(GoValue[] arguments)
    {
        if (arguments[0] is not ListValue list)
            throw new GoFunctionException($"list should be type of slice or array but {arguments[0].Type}");
        if (list.Items.Count == 0)
            return NilValue.Value;
        long start = arguments.Length > 1 ? Casting.Integer(arguments[1]) : 0;
        long end = arguments.Length > 2 ? Casting.Integer(arguments[2]) : list.Items.Count;
        if (start < 0 || end > list.Items.Count || start > end)
            throw new GoFunctionException("reflect.Value.Slice: slice index out of bounds");
        return new ListValue(list.Type, [.. list.Items.Skip((int)start).Take((int)(end - start))]);
    }

    private static ListValue Chunk(GoValue[] arguments)
    {
        IReadOnlyList<GoValue> items = arguments[1] is ListValue list ? list.Items : throw new GoFunctionException($"Cannot chunk type {arguments[1].Type}");
        int size = arguments[0].AsInt();
        if (size <= 0)
            throw new GoFunctionException("runtime error: integer divide by zero");
        return new ListValue(GoType.ListOf(GoType.List), [.. items.Chunk(size).Select(List)]);
    }
}
