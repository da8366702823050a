namespace ContainerSecurity.Cel.Values;

/// <summary>A list. Derive to offer a collection of your own without copying it.</summary>
public abstract class CelList : CelObject
{
    /// <summary>Starts a list.</summary>
    protected CelList() : base(CelKind.List) { }

    /// <summary>The number of items.</summary>
    public abstract int Count { get; }
    /// <summary>The item at an index from 0 to <see cref="Count"/> - 1.</summary>
    public abstract CelValue this[int index] { get; }
    /// <inheritdoc/>
    public override CelType Type => CelType.AnyList;

    /// <summary>Whether an item equals a value.</summary>
    internal virtual bool Contains(CelValue value)
    {
        for (int i = 0, n = Count; i < n; i++)
            if (Equality.AreEqual(this[i], value))
                return true;
        return false;
    }

    /// <summary>This list and another, as '+' joins them.</summary>
    internal virtual CelList Concat(CelList other) => new ConcatenatedList(this, other);

    /// <summary>A list of given items.</summary>
    public static CelList Of(params CelValue[] items) => new ArrayList(items, items.Length);

    internal override bool EqualsObject(CelObject other)
    {
        var list = (CelList)other;
        int n = Count;
        if (list.Count != n)
            return false;
        for (int i = 0; i < n; i++)
            if (!Equality.AreEqual(this[i], list[i]))
                return false;
        return true;
    }

    internal override int HashObject()
    {
        int hash = 17;
        for (int i = 0, n = Count; i < n; i++)
            hash = unchecked(hash * 31 + Equality.Hash(this[i]));
        return hash;
    }
}
