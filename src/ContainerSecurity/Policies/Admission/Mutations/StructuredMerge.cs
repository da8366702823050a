using ContainerSecurity.Cel.Values;
using ContainerSecurity.Resources.Kubernetes.Schemas;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Merges a part of an object into it as server-side apply does: maps by their keys, keyed lists by their items' keys, sets by their items. What is replaced as a whole cannot be changed this way.</summary>
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
        bool IsIn(List<CelValue> list, CelValue item) => list.Exists(i => ListKey.AreSame(i, item, type.Keys));
        var merged = new List<CelValue>();
        int left = 0, right = 0;
        while (left < mine.Count || right < theirs.Count)
        {
            if (left < mine.Count && !IsIn(theirs, mine[left]))
            {
                merged.Add(mine[left++]);
            }
            else if (right >= theirs.Count || (left < mine.Count && IsIn(merged, mine[left])))
            {
                left++;
            }
            else
            {
                CelValue item = theirs[right++];
                int present = mine.FindIndex(m => ListKey.AreSame(m, item, type.Keys));
                int done = merged.FindIndex(m => ListKey.AreSame(m, item, type.Keys));
                CelValue result = Merge(done >= 0 ? merged[done] : present >= 0 ? mine[present] : CelValue.Null, item, type.Item);
                if (done >= 0)
                    merged[done] = result;
                else
                    merged.Add(result);
            }
        }
        return CelValue.From(CelList.Of([.. merged]));
    }
}
