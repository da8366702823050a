namespace ContainerSecurity.Resources.Kubernetes.Facts;

/// <summary>The fields of an object that are kept: a tree of keys, whose leaves stand for all that is below them.</summary>
internal sealed class FactTree
{
    private const string EveryItem = "[]";
    private readonly Dictionary<string, FactTree> below = new(StringComparer.Ordinal);

    /// <summary>Whether all below is kept.</summary>
    public bool IsWhole => below.Count == 0;

    /// <summary>Which items of a list are kept, by their mappings; null for all.</summary>
    public Func<Documents.MappingNode, bool>? Only { get; private set; }

    /// <summary>What is kept below a key; null for nothing.</summary>
    public FactTree? Below(string key) => IsWhole ? this : below.TryGetValue(key, out FactTree? tree) ? tree : null;

    /// <summary>What is kept of a list's items.</summary>
    public FactTree? Items => IsWhole ? this : Below(EveryItem);

    /// <summary>Keeps a field with all that is below it.</summary>
    /// <param name="steps">The keys that lead to it.</param>
    public FactTree Keep(params string[] steps)
    {
        FactTree at = this;
        foreach (string step in steps)
        {
            if (!at.below.TryGetValue(step, out FactTree? next))
                at.below.Add(step, next = new FactTree());
            at = next;
        }
        return this;
    }

    /// <summary>Keeps fields of the items of a list.</summary>
    public FactTree KeepOfItems(string key, params string[] fields)
    {
        foreach (string field in fields)
            Keep(key, EveryItem, field);
        return this;
    }

    /// <summary>Keeps some items of a list whole.</summary>
    public FactTree KeepItems(string key, Func<Documents.MappingNode, bool> only)
    {
        Keep(key);
        below[key].Only = only;
        return this;
    }
}
