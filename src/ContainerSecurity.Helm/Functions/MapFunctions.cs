using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of maps. Some change the map they get, which all that hold it see.</summary>
internal static class MapFunctions
{
    private const int DeepestNesting = 500;

    private static readonly GoType Map = GoType.Map;

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Arguments.OnMany("dict", 0, Map, Make),
        new("get", [Map, GoType.String], false, GoType.Interface, Get),
        new("set", [Map, GoType.String, GoType.Interface], false, Map, Set),
        new("unset", [Map, GoType.String], false, Map, Unset),
        new("hasKey", [Map, GoType.String], false, GoType.Bool, a => GoValue.Of(a[0].AsMap()[a[1].AsString()] is not null)),
        new("pluck", [GoType.String, Map], true, GoType.List, a => ListFunctions.List(a.Skip(1).Select(m => m.AsMap()[a[0].AsString()]).OfType<GoValue>())),
        new("keys", [Map], true, GoType.Strings, a => TextOf.List(a.SelectMany(m => m.AsMap().SortedKeys()).Cast<string>())),
        new("values", [Map], false, GoType.List, a => ListFunctions.List(a[0].AsMap().SortedKeys().Select(k => a[0].AsMap()[k]!))),
        new("pick", [Map, GoType.String], true, Map, a => Filter(a, isKept: true)),
        new("omit", [Map, GoType.String], true, Map, a => Filter(a, isKept: false)),
        new("merge", [Map, Map], true, GoType.Interface, a => Merge(a, isOverwriting: false)),
        new("mustMerge", [Map, Map], true, GoType.Interface, a => Merge(a, isOverwriting: false)),
        new("mergeOverwrite", [Map, Map], true, GoType.Interface, a => Merge(a, isOverwriting: true)),
        new("mustMergeOverwrite", [Map, Map], true, GoType.Interface, a => Merge(a, isOverwriting: true)),
        Arguments.OnAny("deepCopy", 1, GoType.Interface, DeepCopy),
        Arguments.OnAny("mustDeepCopy", 1, GoType.Interface, DeepCopy),
        Arguments.OnAny("deepEqual", 2, GoType.Bool, a => GoValue.Of(Equality.AreEqual(a[0], a[1]))),
        Arguments.OnMany("dig", 0, GoType.Interface, Dig),
    ];

    /// <summary>A copy that shares no map with the original; scalars stay the same.</summary>
    public static GoValue Copy(GoValue value, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        switch (value)
        {
            case MapValue map:
                var copy = new MapValue(map.Type, map.Origin, map.IsNil) { IsOpen = map.IsOpen };
                foreach (object key in map.SortedKeys())
                    copy.Set(key, Copy(map[key]!, depth + 1));
                return copy;
            case ListValue list:
                return new ListValue(list.Type, [.. list.Items.Select(i => Copy(i, depth + 1))], list.Origin, list.IsNil);
            default:
                return value;
        }
    }

    private static GoValue Get(GoValue[] arguments)
    {
        MapValue map = arguments[0].AsMap();
        return map[arguments[1].AsString()] ?? (map.IsOpen ? UnknownValue.Absent : GoValue.Of(""));
    }

    private static MapValue Make(GoValue[] arguments)
    {
        var map = new MapValue(Map);
        for (int i = 0; i < arguments.Length; i += 2)
            map.Set(TextOf.Value(arguments[i]).Text, i + 1 < arguments.Length ? arguments[i + 1] : GoValue.Of(""));
        return map;
    }

    private static MapValue Set(GoValue[] arguments)
    {
        MapValue map = arguments[0].AsMap();
        if (map.IsNil)
            throw new GoFunctionException("assignment to entry in nil map");
        map.Set(arguments[1].AsString(), arguments[2]);
        return map;
    }

    private static MapValue Unset(GoValue[] arguments)
    {
        arguments[0].AsMap().Remove(arguments[1].AsString());
        return arguments[0].AsMap();
    }

    private static MapValue Filter(GoValue[] arguments, bool isKept)
    {
        MapValue map = arguments[0].AsMap();
        HashSet<string> names = [.. arguments.Skip(1).Select(a => a.AsString())];
        var filtered = new MapValue(Map, map.Origin) { IsOpen = map.IsOpen };
        foreach (object key in map.SortedKeys())
            if (names.Contains((string)key) == isKept)
                filtered.Set(key, map[key]!);
        return filtered;
    }

    private static MapValue Merge(GoValue[] arguments, bool isOverwriting)
    {
        MapValue target = arguments[0].AsMap();
        foreach (GoValue source in arguments.Skip(1))
            if (!source.IsNil)
                MergeInto(target, source.AsMap(), isOverwriting, 0);
        return target;
    }

    private static void MergeInto(MapValue target, MapValue source, bool isOverwriting, int depth)
    {
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        if (ReferenceEquals(target, source))
            return;
        target.IsOpen |= source.IsOpen;
        foreach (object key in source.SortedKeys())
        {
            GoValue given = source[key]!;
            if (target[key] is MapValue { Count: > 0 } inner && given is MapValue other)
                MergeInto(inner, other, isOverwriting, depth + 1);
            else if (isOverwriting || (target[key] is { } present ? Emptiness.IsEmpty(present) && !Emptiness.IsEmpty(given) : given is not NilValue))
                target.Set(key, given);
        }
    }

    private static GoValue DeepCopy(GoValue[] arguments) =>
        arguments[0] is NilValue ? throw new GoFunctionException("reflect: call of reflect.Value.Type on zero Value") : Copy(arguments[0]);

    private static GoValue Dig(GoValue[] arguments)
    {
        if (arguments.Length < 3)
            throw new GoFunctionException("dig needs at least three arguments");
        GoValue at = arguments[^1];
        for (int i = 0; i < arguments.Length - 2; i++)
        {
            if (at is not MapValue map)
                throw new GoFunctionException($"interface conversion: interface {{}} is {at.Type}, not map[string]interface {{}}");
            if (map[arguments[i].AsString()] is not { } next)
                return arguments[^2];
            at = next;
        }
        return at;
    }
}
