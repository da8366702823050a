namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A map, which is the same for all that hold it: what one adds the others see.</summary>
internal class MapValue(GoType type, Place? origin = null, bool isNil = false) : GoValue
{
    private readonly Dictionary<object, GoValue> entries = [];

    public override GoType Type => type;

    public override Place? Origin => origin;

    public override bool IsNil => isNil;

    public override bool IsTrue => entries.Count > 0;

    /// <summary>Whether a user may give what is not there, so that a key without a value is unknown.</summary>
    public bool IsOpen { get; set; }

    public int Count => entries.Count;

    /// <summary>Whether the keys are integers, and no names.</summary>
    public bool HasIntegerKeys => type.Key!.Kind == GoKind.Int;

    /// <summary>The value of a name or integer; null where there is none.</summary>
    public GoValue? this[object key] => entries.GetValueOrDefault(key);

    public void Set(object key, GoValue value) => entries[key] = value;

    public bool Remove(object key) => entries.Remove(key);

    /// <summary>The keys in Go's order: integers by size, names by their bytes.</summary>
    public IReadOnlyList<object> SortedKeys()
    {
        object[] keys = [.. entries.Keys];
        Array.Sort(keys, (x, y) => x is long a && y is long b ? a.CompareTo(b) : GoBytes.Compare((string)x, (string)y));
        return keys;
    }

    /// <summary>A key as a value.</summary>
    public GoValue KeyValue(object key) => key is long number ? new IntegerValue(number, type.Key) : Of((string)key);

    /// <summary>What Go gives for a key that is not there.</summary>
    public GoValue Zero() => IsOpen ? UnknownValue.Absent : Zeros.Of(type.Element!);
}
