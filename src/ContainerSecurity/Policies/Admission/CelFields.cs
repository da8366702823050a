using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Fields of values, read without an expression.</summary>
internal static class CelFields
{
    /// <summary>The value at the end of a path; null where there is none.</summary>
    public static CelValue Find(this CelValue value, params string[] path)
    {
        foreach (string name in path)
            if (value.As<CelMap>() is not { } map || !map.TryGetField(name, out value))
                return CelValue.Null;
        return value;
    }

    /// <summary>The text at the end of a path; null where there is none, or it is not known.</summary>
    public static string? FindText(this CelValue value, params string[] path) => value.Find(path) is { Kind: CelKind.String } text ? text.AsString() : null;

    public static bool IsNull(this CelValue value) => value.Kind == CelKind.Null;

    public static CelValue Map(params (string Name, CelValue Value)[] entries) =>
        CelValue.From(CelMap.Of(entries.Select(e => new KeyValuePair<CelValue, CelValue>(CelValue.From(e.Name), e.Value))));

    public static CelValue List(IEnumerable<string> items) => CelValue.From(CelList.Of([.. items.Select(CelValue.From)]));

    public static IEnumerable<CelValue> Items(this CelValue value) => value.As<CelList>()?.AsItems() ?? [];

    public static IEnumerable<CelValue> AsItems(this CelList list)
    {
        for (int i = 0; i < list.Count; i++)
            yield return list[i];
    }

    /// <summary>The entries of a map, to be changed; none where the value is no map.</summary>
    public static Dictionary<CelValue, CelValue> Entries(this CelValue value)
    {
        var entries = new Dictionary<CelValue, CelValue>();
        if (value.As<CelMap>() is { } map)
            foreach (CelValue key in map.Keys)
                if (map.TryGet(key, out CelValue item))
                    entries[key] = item;
        return entries;
    }

    public static string[] Texts(this CelValue value) => [.. value.Items().Where(i => i.Kind == CelKind.String).Select(i => i.AsString())];
}
