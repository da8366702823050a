namespace ContainerSecurity.Cel.Values;

/// <summary>A map. Derive to offer a document or dictionary of your own without copying it.</summary>
public abstract class CelMap : CelObject
{
    /// <summary>Starts a map.</summary>
    protected CelMap() : base(CelKind.Map) { }

    private protected CelMap(CelKind kind) : base(kind) { }

    /// <summary>The number of entries.</summary>
    public abstract int Count { get; }
    /// <summary>The keys, in the order in which a comprehension meets them.</summary>
    public abstract IEnumerable<CelValue> Keys { get; }
    /// <summary>Finds the value of a key: a bool, an integer, an unsigned integer, a double of integral value or a string.</summary>
    public abstract bool TryGet(CelValue key, out CelValue value);
    /// <summary>Finds the value of a string key, as a field selection does.</summary>
    public virtual bool TryGetField(string name, out CelValue value) => TryGet(CelValue.From(name), out value);
    /// <inheritdoc/>
    public override CelType Type => CelType.AnyMap;

    /// <summary>A map of given entries; a later entry replaces an earlier one of the same key.</summary>
    public static CelMap Of(IEnumerable<KeyValuePair<CelValue, CelValue>> entries)
    {
        var map = new Dictionary<CelValue, CelValue>();
        foreach (KeyValuePair<CelValue, CelValue> entry in entries ?? throw new ArgumentNullException(nameof(entries)))
            map[entry.Key] = entry.Value;
        return new DictionaryMap(map);
    }

    /// <summary>Follows names: the number of names followed, fewer where a value on the way is no map; the complement of the index of a missing name.</summary>
    internal virtual int Walk(FieldName[] path, int from, int to, out CelValue value)
    {
        CelMap map = this;
        for (int i = from; ; i++)
        {
            if (!map.TryGetField(path[i].Text, out value))
                return ~i;
            if (i + 1 >= to || value.Reference is not CelMap next)
                return i + 1;
            if (next.GetType() != GetType())
                return next.Walk(path, i + 1, to, out value);
            map = next;
        }
    }

    internal override bool EqualsObject(CelObject other)
    {
        var map = (CelMap)other;
        if (map.Count != Count)
            return false;
        foreach (CelValue key in Keys)
            if (!TryGet(key, out CelValue mine) || !map.TryGet(key, out CelValue theirs) || !Equality.AreEqual(mine, theirs))
                return false;
        return true;
    }

    internal override int HashObject()
    {
        int hash = Count;
        foreach (CelValue key in Keys)
            hash ^= Equality.Hash(key);
        return hash;
    }
}
