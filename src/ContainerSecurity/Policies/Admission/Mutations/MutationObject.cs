using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>An object that an expression made, with the name of its type: <c>Object</c> or a path below it.</summary>
internal sealed class MutationObject(string typeName, CelMap fields) : CelMap
{
    public string TypeName => typeName;

    public override int Count => fields.Count;

    public override IEnumerable<CelValue> Keys => fields.Keys;

    public override bool TryGet(CelValue key, out CelValue value) => fields.TryGet(key, out value);

    public override bool TryGetField(string name, out CelValue value) => fields.TryGetField(name, out value);

    /// <summary>What is wrong with the types below a value: each must be the path of the field it stands in. Null for nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">The type that belongs there; null where any may begin.</param>
    public static string? FindMismatch(CelValue value, string? path)
    {
        if (value.As<CelOptional>() is { } optional)
            return optional.HasValue ? FindMismatch(optional.Value, path) : null;
        if (value.As<CelList>() is { } list)
            return list.AsItems().Select(i => FindMismatch(i, path)).FirstOrDefault(m => m is not null);
        if (value.As<CelMap>() is not { } map)
            return null;
        string? here = path ?? (map as MutationObject)?.TypeName;
        if (map is MutationObject made && made.TypeName != here)
            return $"type mismatch: unexpected type name \"{made.TypeName}\", expected \"{here}\", which matches field name path from root Object type";
        return map.Keys.Select(k =>
            map.TryGet(k, out CelValue item) ? FindMismatch(item, here is null ? null : $"{here}.{k}") : null)
            .FirstOrDefault(m => m is not null);
    }
}
