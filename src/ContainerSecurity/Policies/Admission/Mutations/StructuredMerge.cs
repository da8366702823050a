using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Merges a part of an object into it as server-side apply does: maps by their keys, keyed lists by their items' keys, sets by their items. A list that is replaced as a whole cannot be changed this way.</summary>
internal static class StructuredMerge
{
    private const int MaxDepth = 64;

    /// <summary>The keys of the items of Kubernetes' own keyed lists (x-kubernetes-list-map-keys), by the list's name.</summary>
    private static readonly Dictionary<string, string[]> ListKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["imagePullSecrets"] = ["name"],
        ["hostAliases"] = ["ip"],
        ["resourceClaims"] = ["name"],
        ["schedulingGates"] = ["name"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["conditions"] = ["type"],
        ["ownerReferences"] = ["uid"],
        ["secrets"] = ["name"],
        ["ports"] = ["containerPort", "port", "protocol"],
    };

    private static readonly string[] Sets = ["finalizers"];

    public static CelValue Apply(CelValue target, CelValue part) =>
        part.Kind == CelKind.Map ? Merge(target, part, "", 0) : CelValue.Error("an apply configuration must be an Object");

    private static CelValue Merge(CelValue target, CelValue part, string path, int depth)
    {
        if (depth > MaxDepth)
            return CelValue.Error($"the apply configuration is nested deeper than {MaxDepth} levels");
        // Optional values that are absent take a field away; others stand for what they hold.
        if (part.As<CelOptional>() is { } optional)
            part = optional.Value;
        if (part.As<CelMap>() is { } fields)
            return MergeMap(target, fields, path, depth);
        if (part.As<CelList>() is not { } items)
            return part;
        string name = path.Substring(path.LastIndexOf('.') + 1);
        if (Sets.Contains(name))
            return CelValue.From(CelList.Of([.. target.Items(), .. items.AsItems().Where(i => !target.Items().Contains(i))]));
        return ListKeys.TryGetValue(name, out string[]? keys) ? MergeList(target, items, keys, path, depth)
            : CelValue.Error($"invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: {path}");
    }

    private static CelValue MergeMap(CelValue target, CelMap fields, string path, int depth)
    {
        Dictionary<CelValue, CelValue> merged = target.Entries();
        foreach (CelValue key in fields.Keys)
        {
            fields.TryGet(key, out CelValue value);
            CelValue result = Merge(merged.TryGetValue(key, out CelValue present) ? present : CelValue.Null, value, $"{path}.{key}", depth + 1);
            if (result.IsFailure)
                return result;
            merged[key] = result;
        }
        return CelValue.From(CelMap.Of(merged));
    }

    private static CelValue MergeList(CelValue target, CelList items, string[] keys, string path, int depth)
    {
        List<CelValue> merged = [.. target.Items()];
        foreach (CelValue item in items.AsItems())
        {
            int present = merged.FindIndex(m => Array.TrueForAll(keys, k => Key(m, k) == Key(item, k)));
            CelValue result = Merge(present < 0 ? CelValue.Null : merged[present], item, path + "[]", depth + 1);
            if (result.IsFailure)
                return result;
            if (present < 0)
                merged.Add(result);
            else
                merged[present] = result;
        }
        return CelValue.From(CelList.Of([.. merged]));
    }

    // A port without a protocol is one of TCP.
    private static CelValue Key(CelValue item, string key) => item.Find(key) is { Kind: not CelKind.Null } value ? value : key == "protocol" ? CelValue.From("TCP") : CelValue.Null;
}
