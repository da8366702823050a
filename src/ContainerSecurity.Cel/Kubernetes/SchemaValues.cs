namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Data read as its schema says, without copying it.</summary>
internal static class SchemaValues
{
    public static CelValue Wrap(CelValue data, SchemaNode schema)
    {
        if (data.IsFailure)
            return data;
        if (data.IsNull)
            return schema.Nullable ? data : CelValue.Error("invalid data, got null for schema with nullable=false");
        if (schema.IsIntOrString)
            return data.IsInt || data.Kind == CelKind.String
                ? data
                : CelValue.Error("invalid data, expected XIntOrString value to be either a string or integer");
        switch (schema.Type.TypeKind)
        {
            case CelTypeKind.List:
                return data.Reference is CelList list
                    ? CelValue.From(new SchemaList(list, schema))
                    : CelValue.Error("invalid data, expected an array for the provided schema with type=array");
            case CelTypeKind.Map or CelTypeKind.Object:
                return data.Reference is CelMap map
                    ? CelValue.From(new SchemaMap(map, schema))
                    : CelValue.Error("invalid data, expected a map for the provided schema with type=object");
            case CelTypeKind.Double:
                return data.IsInt ? CelValue.From((double)data.Bits) : data;
            case CelTypeKind.Int:
                return data.IsDouble && Numbers.TryToInt(data.DoubleBits, out long whole) ? CelValue.From(whole) : data;
            case CelTypeKind.Bytes:
                return FromBase64(data);
            case CelTypeKind.Duration:
                return data.Reference is string duration && DurationText.Parse(duration) is { } length
                    ? CelValue.FromDuration(length)
                    : CelValue.Error("invalid data, expected a duration");
            case CelTypeKind.Timestamp:
                return data.Reference is string time
                        && CelTimestamp.Parse(time.Length == 10 ? time + "T00:00:00Z" : time, keepOffset: true) is { } stamp
                    ? CelValue.From(stamp)
                    : CelValue.Error("invalid data, expected a date");
            default:
                return data;
        }
    }

    private static CelValue FromBase64(CelValue data)
    {
        try
        {
            return CelValue.From(new CelBytes(Convert.FromBase64String(data.Reference as string ?? "")));
        }
        catch (FormatException)
        {
            return CelValue.Error("invalid data, expected base64");
        }
    }
}

/// <summary>An object or map of a schema: an object's null fields are absent.</summary>
internal sealed class SchemaMap(CelMap data, SchemaNode schema) : CelMap
{
    private readonly bool isObject = schema.Type.TypeKind == CelTypeKind.Object;

    public override CelType Type => isObject ? schema.Type : CelType.AnyMap;
    public override int Count => isObject ? Keys.Count() : data.Count;
    public override IEnumerable<CelValue> Keys => isObject ? data.Keys.Where(k => data.TryGet(k, out CelValue v) && !v.IsNull) : data.Keys;

    public override bool TryGet(CelValue key, out CelValue value)
    {
        value = default;
        return key.Reference is string name && TryGetProperty(name, out value);
    }

    public override bool TryGetField(string name, out CelValue value) =>
        TryGetProperty(isObject && schema.Names.TryGetValue(name, out string? property) ? property : name, out value);

    private bool TryGetProperty(string name, out CelValue value)
    {
        if (!data.TryGetField(name, out value))
            return false;
        if (!isObject)
            value = SchemaValues.Wrap(value, schema.Items!);
        else if (value.IsNull)
            return false;
        else if (schema.Fields.TryGetValue(name, out SchemaNode? field))
            value = SchemaValues.Wrap(value, field);
        return true;
    }
}

/// <summary>A list of a schema; sets and lists keyed like maps compare and join by their items, not their order.</summary>
internal sealed class SchemaList(CelList data, SchemaNode schema) : CelList
{
    private readonly SchemaNode schema = schema;

    public override int Count => data.Count;
    public override CelValue this[int index] => SchemaValues.Wrap(data[index], this.schema.Items!);

    private bool IsAssociative => this.schema.ListType is "set" or "map";

    private bool SameItem(CelValue a, CelValue b) => this.schema.ListType != "map" ? Equality.AreEqual(a, b)
        : Array.TrueForAll(this.schema.Keys, k => Equality.AreEqual(Key(a, k), Key(b, k)));

    private static CelValue Key(CelValue item, string key) =>
        item.Reference is CelMap map && map.TryGet(CelValue.From(key), out CelValue value) ? value : default;

    internal override bool EqualsObject(CelObject other)
    {
        var list = (CelList)other;
        if (!IsAssociative)
            return base.EqualsObject(other);
        return list.Count == Count && Items(this).All(i => Items(list).Any(o => Equality.AreEqual(i, o)));
    }

    internal override int HashObject() => Count;

    internal override CelList Concat(CelList other)
    {
        if (!IsAssociative)
            return base.Concat(other);
        CelValue[] added = [.. Items(other)];
        List<CelValue> items = [.. Items(this).Select(i => Array.Find(added, o => SameItem(i, o)) is { Reference: not null } newer ? newer : i)];
        items.AddRange(added.Where(o => !Items(this).Any(i => SameItem(i, o))));
        return new AssociativeList([.. items], this);
    }

    private static IEnumerable<CelValue> Items(CelList list) => Enumerable.Range(0, list.Count).Select(i => list[i]);

    /// <summary>What a join of sets or keyed lists gives: compares as they do.</summary>
    private sealed class AssociativeList(CelValue[] items, SchemaList like) : CelList
    {
        public override int Count => items.Length;
        public override CelValue this[int index] => items[index];
        internal override bool EqualsObject(CelObject other) =>
            ((CelList)other).Count == Count && items.All(i => Items((CelList)other).Any(o => Equality.AreEqual(i, o)));
        internal override int HashObject() => Count;
        internal override CelList Concat(CelList other) =>
            new AssociativeList([.. items, .. Items(other).Where(o => !items.Any(i => like.SameItem(i, o)))], like);
    }
}
