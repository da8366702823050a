using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Extensions;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Kubernetes' own list functions: <c>sum</c>, <c>min</c>, <c>max</c>, <c>isSorted</c>, <c>indexOf</c>; and <c>jsonpatch.escapeKey</c>.</summary>
internal static class KubernetesLists
{
    public static CelLibrary Create()
    {
        var library = new CelLibrary("kubernetes.lists")
            .Method("list_a_index_of_int", "indexOf", "list(T).indexOf(T) -> int", (list, item) => IndexOf(list, item, last: false))
            .Method("list_a_last_index_of_int", "lastIndexOf", "list(T).lastIndexOf(T) -> int", (list, item) => IndexOf(list, item, last: true));
        (string Type, CelValue Zero)[] sums =
        [
            ("int", CelValue.From(0L)),
            ("uint", CelValue.From(0UL)),
            ("double", CelValue.From(0.0)),
            ("duration", CelValue.FromDuration(0))
        ];
        foreach ((string type, CelValue zero) in sums)
            library.Method($"list_{type}_sum_{type}", "sum", $"list({type}).sum() -> {type}", list => Sum(list, zero));
        foreach (string type in new[] { "int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes" })
            library.Method($"list_{type}_is_sorted_bool", "isSorted", $"list({type}).isSorted() -> bool", IsSorted)
                .Method($"list_{type}_max_{type}", "max", $"list({type}).max() -> {type}", list => Extreme(list, "max", 1))
                .Method($"list_{type}_min_{type}", "min", $"list({type}).min() -> {type}", list => Extreme(list, "min", -1));
        return library;
    }

    /// <summary>Whether a list holds a value, or what is no list equals it.</summary>
    public static CelLibrary CreateIncludes() => new CelLibrary("kubernetes.lists.includes")
        .Method(
            "list_includes_dyn_dyn",
            "includes",
            "dyn.includes(dyn) -> bool",
            (a, b) => CelValue.From(a.Reference is CelList list ? list.Contains(b) : Equality.AreEqual(a, b)));

    public static CelLibrary CreateJsonPatch() => new CelLibrary("kubernetes.jsonpatch")
        .Function(
            "string_jsonpatch_escapeKey_string",
            "jsonpatch.escapeKey",
            "f(string) -> string",
            s => CelValue.From(((string)s.Reference!).Replace("~", "~0").Replace("/", "~1")));

    private static CelValue Sum(CelValue list, CelValue zero)
    {
        CelValue[] items = ListFunctions.Items(list);
        CelValue sum = items.Length == 0 ? zero : items[0];
        if (items.Length > 0 && !sum.IsNumber && !sum.IsDuration)
            return Errors.NoSuchOverloadOf("sum", list);
        for (int i = 1; i < items.Length && !sum.IsFailure; i++)
            sum = Arithmetic.Add(sum, items[i]);
        return sum;
    }

    private static CelValue IsSorted(CelValue list)
    {
        CelValue[] items = ListFunctions.Items(list);
        for (int i = 1; i < items.Length; i++)
        {
            if (Comparison.Compare(items[i - 1], items[i]) is not { } order)
                return Errors.NoSuchOverloadOf("isSorted", list);
            if (order == 1)
                return CelValue.False;
        }
        return CelValue.True;
    }

    private static CelValue Extreme(CelValue list, string name, int sign)
    {
        CelValue[] items = ListFunctions.Items(list);
        if (items.Length == 0)
            return CelValue.Error($"{name} called on empty list");
        CelValue best = items[0];
        foreach (CelValue item in items)
        {
            if (Comparison.Compare(item, best) is not { } order)
                return Errors.NoSuchOverloadOf(name, list);
            if (order == sign)
                best = item;
        }
        return best;
    }

    private static CelValue IndexOf(CelValue list, CelValue item, bool last)
    {
        CelValue[] items = ListFunctions.Items(list);
        return CelValue.From((long)(last
            ? Array.FindLastIndex(items, i => Equality.AreEqual(i, item))
            : Array.FindIndex(items, i => Equality.AreEqual(i, item))));
    }
}
