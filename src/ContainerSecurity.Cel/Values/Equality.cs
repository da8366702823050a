namespace ContainerSecurity.Cel.Values;

/// <summary>Equality and hashes of the language: numbers compare by mathematical value, whatever their type.</summary>
internal static class Equality
{
    public static bool AreEqual(CelValue a, CelValue b)
    {
        if (a.Reference is string s)
            return b.Reference is string t && string.Equals(s, t);
        if (ReferenceEquals(a.Reference, b.Reference) && a.Reference is ScalarTag)
            return a.IsDouble ? a.DoubleBits == b.DoubleBits : a.Bits == b.Bits;
        if (a.IsNumber && b.IsNumber)
            return Numbers.Compare(a, b) == 0;
        if (a.IsNull || b.IsNull)
            return a.IsNull && b.IsNull;
        return a.Reference is CelObject x && b.Reference is CelObject y && x.Kind == y.Kind && x.EqualsObject(y);
    }

    public static int Hash(CelValue value) => value.Kind switch
    {
        CelKind.Null => 0,
        CelKind.String => ((string)value.Reference!).GetHashCode(),
        CelKind.Int or CelKind.Bool or CelKind.Duration => value.Bits.GetHashCode(),
        CelKind.Uint => value.Bits.GetHashCode(),
        CelKind.Double => Numbers.TryToInt(value.DoubleBits, out long i) ? i.GetHashCode()
            : Numbers.TryToUint(value.DoubleBits, out ulong u) ? unchecked((long)u).GetHashCode() : value.DoubleBits.GetHashCode(),
        _ => ((CelObject)value.Reference!).HashObject(),
    };
}
