using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Patches;

/// <summary>
/// Merges a strategic merge patch into an object: mappings by their keys, known lists by the keys of their items, other
/// lists as a whole; null takes away, and <c>$patch</c> deletes or replaces.
/// </summary>
internal sealed class StrategicMerge(MergeSchema schema, BuildBudget budget)
{
    private const string Directive = "$patch";

    /// <summary>Merges a patch into an object, which is changed.</summary>
    /// <returns>The merged object; null where the patch deletes it.</returns>
    /// <exception cref="BuildException">The patch does not fit.</exception>
    public ObjectMap? Apply(ObjectMap target, ObjectMap patch)
    {
        string? type = schema.TypeOf(target.TextOf("apiVersion"), target.TextOf("kind"))
            ?? schema.TypeOf(patch.TextOf("apiVersion"), patch.TextOf("kind"));
        budget.SpendNodes(patch.Size);
        return MergeMap(target, patch.Copy(), type) as ObjectMap;
    }

    /// <summary>Merges a value; null stands for none, in and out.</summary>
    private ObjectNode? Merge(ObjectNode? target, ObjectNode? patch, MergeField? field)
    {
        ObjectNode? first = target is { IsNull: false } ? target : patch is { IsNull: false } ? patch : null;
        if (first is null)
            return patch is null && target is ObjectScalar { Text.Length: > 0 } ? target : null;
        if (target is { IsNull: false } && patch is { IsNull: false } && target.GetType() != patch.GetType())
            throw new BuildException(patch.Origin, "The patch has another type of value here than what it patches.");
        return first switch
        {
            ObjectMap => MergeMap(target, patch, field is { IsMerged: false } or { Keys.Length: > 0 } ? field!.Type : null),
            ObjectList when field is { IsMerged: true, Keys.Length: > 0 } => MergeList(target, patch, field),
            ObjectList when field is { IsMerged: true } => MergeTexts(target as ObjectList, patch),
            _ => patch is null ? target : patch.IsNull ? null : patch,
        };
    }

    private ObjectMap? MergeMap(ObjectNode? target, ObjectNode? patch, string? type)
    {
        var patchMap = patch as ObjectMap;
        if (target is not ObjectMap map)
        {
            if (DirectiveOf(patchMap!) == "delete")
                return null;
            map = patchMap!;
        }
        else
        {
            if (patch is { IsNull: true })
                return null;
            if (patchMap is not null)
                switch (DirectiveOf(patchMap))
                {
                    case "delete":
                        return null;
                    case "replace":
                        map = patchMap;
                        break;
                }
        }
        foreach (string key in map.Entries.Concat(ReferenceEquals(map, patchMap) ? [] : patchMap?.Entries ?? []).Select(e => e.Key).Distinct().ToList())
        {
            ObjectNode? merged = Merge(map[key], patchMap?[key], schema.FieldOf(type, key));
            if (merged is null)
                map.Remove(key);
            else
                map.Set(key, merged, patchMap?.EntryOf(key)?.KeyOrigin);
        }
        return map;
    }

    /// <summary>Merges items that are the same by their keys. Those of the patch come first.</summary>
    private ObjectList? MergeList(ObjectNode? target, ObjectNode? patch, MergeField field)
    {
        if (patch is { IsNull: true })
            return null;
        var patchList = patch as ObjectList;
        ObjectList list = target as ObjectList ?? patchList!;
        ObjectList[] sources = patchList is null || ReferenceEquals(list, patchList) ? [list] : [patchList, list];
        budget.SpendSteps((long)sources.Sum(s => s.Items.Count) * sources.Sum(s => s.Items.Count));
        var result = new List<ObjectNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isBySeveral = false;
        var gone = new HashSet<ObjectNode>(ReferenceEqualityComparer.Instance);
        foreach (ObjectMap item in sources.SelectMany(s => s.Items).OfType<ObjectMap>())
        {
            (string Key, string Value)[] values = [.. field.Keys.Select(k => (k, item.TextOf(k))).Where(v => v.Item2.Length > 0)];
            if (values.Length == 0 || !seen.Add(string.Join('\n', field.Keys.Select(item.TextOf))))
                continue;
            isBySeveral |= values.Length > 1;
            ObjectMap? old = Find(list, values);
            ObjectMap? change = ReferenceEquals(list, patchList) ? old : Find(patchList, values);
            if (old is not null && gone.Contains(old))
                old = null;
            if (old is null && change is null)
                continue;
            ObjectNode? merged = MergeMap(old, change, field.Type);
            int at = old is null ? -1 : result.FindIndex(r => ReferenceEquals(r, old));
            if (merged is ObjectMap { Entries.Count: > 0 })
                Put(result, at, merged);
            else if (old is not null)
                gone.Add(old);
        }
        result.AddRange(list.Items.Where(i => i is not ObjectMap map || field.Keys.All(k => map.TextOf(k).Length == 0)));
        // By several keys, items that were there keep their order and come last.
        if (isBySeveral && sources.Length > 1)
        {
            List<ObjectNode> kept = list.Items.FindAll(result.Contains);
            result = [.. result.Where(r => !kept.Contains(r)), .. kept];
        }
        list.Items.Clear();
        list.Items.AddRange(result);
        return list;
    }

    private static void Put(List<ObjectNode> result, int at, ObjectNode item)
    {
        if (at >= 0)
            result[at] = item;
        else if (!result.Contains(item))
            result.Add(item);
    }

    /// <summary>Merges lists of texts, of which each is there once.</summary>
    private static ObjectNode? MergeTexts(ObjectList? target, ObjectNode? patch)
    {
        if (patch is { IsNull: true })
            return null;
        if (target is null || patch is not ObjectList added)
            return (ObjectNode?)target ?? patch;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<ObjectNode> items = [.. added.Items.Concat(target.Items).Where(i => i is not ObjectScalar scalar || seen.Add(scalar.Text))];
        target.Items.Clear();
        target.Items.AddRange(items);
        return target;
    }

    private static ObjectMap? Find(ObjectList? list, (string Key, string Value)[] values) =>
        list?.Items.OfType<ObjectMap>().FirstOrDefault(i => Array.TrueForAll(values, v => i.TextOf(v.Key) == v.Value));

    /// <summary>What a patch says to do with what it patches; it is taken out.</summary>
    private static string DirectiveOf(ObjectMap patch)
    {
        if (patch[Directive] is not { } node)
            return "merge";
        string directive = patch.TextOf(Directive);
        if (directive is not ("delete" or "replace" or "merge"))
            throw new BuildException(node.Origin, $"Kustomize knows no patch strategy '{directive}'; use delete, replace or merge.");
        patch.Remove(Directive);
        return directive;
    }
}
