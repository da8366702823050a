using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Patches;

/// <summary>An operation of a JSON patch (RFC 6902), as Kustomize applies it.</summary>
internal sealed class JsonPatchOperation
{
    private readonly string operation;
    private readonly string[] path;
    private readonly string pathText;
    private readonly string[]? from;
    private readonly ObjectNode value;
    private readonly Origin origin;

    private JsonPatchOperation(ObjectMap map)
    {
        origin = map.Origin;
        operation = map.TextOf("op");
        pathText = map.TextOf("path");
        path = Split(pathText);
        from = map["from"] is ObjectScalar source ? Split(source.Text) : null;
        value = map["value"] ?? new ObjectScalar(map.Origin, "null", ScalarTag.Null);
    }

    /// <summary>Reads operations; null where the node is no list of them.</summary>
    public static List<JsonPatchOperation>? Read(ObjectNode node) =>
        node is ObjectList list && list.Items.TrueForAll(i => i is ObjectMap)
            ? list.Items.ConvertAll(i => new JsonPatchOperation((ObjectMap)i))
            : null;

    /// <summary>Changes an object.</summary>
    /// <exception cref="BuildException">The operation does not fit it.</exception>
    public void Apply(ObjectMap root, BuildBudget budget)
    {
        switch (operation)
        {
            case "add":
                Put(root, path, Copied(value, budget), isNew: true, budget);
                break;
            case "replace":
                Put(root, path, Copied(value, budget), isNew: false, budget);
                break;
            case "remove":
                _ = Take(root, path);
                break;
            case "move":
                Put(root, path, Take(root, Source), isNew: true, budget);
                break;
            case "copy":
                Put(root, path, Copied(Find(root, Source) ?? throw Missing(), budget), isNew: true, budget);
                break;
            case "test":
                if (!NodeEquality.AreEqual(Find(root, path), value))
                    throw new BuildException(origin, $"The test of '{pathText}' failed.");
                break;
            default:
                throw new BuildException(origin, $"A JSON patch has no operation '{operation}'.");
        }
    }

    private string[] Source => from ?? throw new BuildException(origin, $"The operation '{operation}' needs 'from'.");

    private static ObjectNode Copied(ObjectNode node, BuildBudget budget)
    {
        budget.SpendNodes(node.Size);
        return node.Copy();
    }

    private void Put(ObjectMap root, string[] keys, ObjectNode node, bool isNew, BuildBudget budget)
    {
        BuildBudget.CheckNesting(keys.Length + node.Depth, origin);
        if (keys.Length == 0)
            throw new BuildException(origin, "The operation would replace the whole object.");
        string last = keys[^1];
        switch (Find(root, keys.AsSpan(0, keys.Length - 1)))
        {
            case ObjectMap map:
                // What is to be replaced in an object need not be there for Kustomize, though RFC 6902 asks for it.
                map.Set(last, node, origin);
                break;
            case ObjectList list when isNew:
                int at = last == "-" ? list.Items.Count : IndexOf(last, list.Items.Count + 1);
                budget.SpendSteps((list.Items.Count - at) / 8);
                list.Items.Insert(at, node);
                break;
            case ObjectList list:
                list.Items[IndexOf(last, list.Items.Count)] = node;
                break;
            default:
                throw Missing();
        }
    }

    private ObjectNode Take(ObjectMap root, string[] keys)
    {
        if (keys.Length == 0)
            throw Missing();
        string last = keys[^1];
        switch (Find(root, keys.AsSpan(0, keys.Length - 1)))
        {
            case ObjectMap map when map[last] is { } node:
                map.Remove(last);
                return node;
            case ObjectList list:
                int at = IndexOf(last, list.Items.Count);
                ObjectNode item = list.Items[at];
                list.Items.RemoveAt(at);
                return item;
            default:
                throw Missing();
        }
    }

    private ObjectNode? Find(ObjectNode root, ReadOnlySpan<string> keys)
    {
        ObjectNode? at = root;
        foreach (string key in keys)
            at = at switch
            {
                ObjectMap map => map[key],
                ObjectList list => list.Items[IndexOf(key, list.Items.Count)],
                _ => null,
            };
        return at;
    }

    /// <summary>An index, which counts from the end where it is negative.</summary>
    private int IndexOf(string key, int count)
    {
        if (!int.TryParse(key, out int index))
            throw Missing();
        int at = index < 0 ? index + count : index;
        return at >= 0 && at < count ? at : throw Missing();
    }

    private BuildException Missing() => new(origin, $"The operation '{operation}' does not apply: nothing is at '{pathText}' that it could change.");

    private static string[] Split(string path) =>
        [.. path.Split('/').Skip(1).Select(k => k.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
