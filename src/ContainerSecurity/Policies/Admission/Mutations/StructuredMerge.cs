using ContainerSecurity.Cel.Values;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>
/// Merges a part of an object into it as server-side apply does: maps by their keys, keyed lists by their items' keys,
/// sets by their items. What is replaced as a whole cannot be changed this way.
/// </summary>
internal static class StructuredMerge
{
    /// <summary>The changed object, or an error.</summary>
    /// <param name="target">The object.</param>
    /// <param name="part">The part, as an expression made it.</param>
    /// <param name="schema">The type of the object; null for a custom resource.</param>
    public static CelValue Apply(CelValue target, CelValue part, ObjectSchema? schema)
    {
        if (MutationObject.FindMismatch(part, "Object") is { } mismatch)
            return CelValue.Error(mismatch);
        return ApplyPart.FindError(part, schema) is { } error
            ? CelValue.Error("error applying patch: " + error)
            : Merge(target, part, schema is null ? null : FieldType.Parse(schema.Name));
    }

    private static CelValue Merge(CelValue target, CelValue part, FieldType? type)
    {
        if (part.As<CelOptional>() is { } optional)
            return optional.HasValue ? Merge(target, optional.Value, type) : target;
        if (part.As<CelMap>() is { } fields)
            return MergeMap(target, fields, type);
        return part.As<CelList>() is { } items && type is not null ? MergeList(target, items, type) : part;
    }

    private static CelValue MergeMap(CelValue target, CelMap fields, FieldType? type)
    {
        Dictionary<CelValue, CelValue> merged = target.Entries();
        foreach (CelValue key in fields.Keys)
        {
            fields.TryGet(key, out CelValue value);
            bool isThere = merged.TryGetValue(key, out CelValue present);
            if (isThere || value.As<CelOptional>() is not { HasValue: false })
                merged[key] = Merge(isThere ? present : CelValue.Null, value, type?.Schema?[key.ToString()]?.Type ?? type?.Item);
        }
        return CelValue.From(CelMap.Of(merged));
    }

    /// <summary>Merges the items of both lists. What only one of them holds keeps its place beside what both hold, whose order is that of the part.</summary>
    private static CelValue MergeList(CelValue target, CelList items, FieldType type)
    {
        List<CelValue> mine = [.. target.Items()], theirs = [.. items.AsItems()];
        string[] mineBy = [.. mine.Select(i => ListKey.TextOf(i, type.Keys))], theirsBy = [.. theirs.Select(i => ListKey.TextOf(i, type.Keys))];
        var present = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = mine.Count - 1; i >= 0; i--)
            present[mineBy[i]] = i;
        var given = new HashSet<string>(theirsBy, StringComparer.Ordinal);
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = new List<CelValue>();
        int left = 0, right = 0;
        while (left < mine.Count || right < theirs.Count)
        {
            if (left < mine.Count && !given.Contains(mineBy[left]))
            {
                merged.Add(mine[left++]);
                continue;
            }
            if (right >= theirs.Count || (left < mine.Count && done.ContainsKey(mineBy[left])))
            {
                left++;
                continue;
            }
            string key = theirsBy[right];
            bool isAgain = done.TryGetValue(key, out int at);
            CelValue result = Merge(isAgain ? merged[at] : present.TryGetValue(key, out int own) ? mine[own] : CelValue.Null, theirs[right++], type.Item);
            if (isAgain)
                merged[at] = result;
            else
                merged.Add(result);
            done[key] = isAgain ? at : merged.Count - 1;
        }
        return CelValue.From(CelList.Of([.. merged]));
    }
}
