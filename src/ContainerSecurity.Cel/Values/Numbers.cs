namespace ContainerSecurity.Cel.Values;

/// <summary>Exact comparison and conversion between int, uint and double.</summary>
internal static class Numbers
{
    /// <summary>The answer of a comparison with NaN.</summary>
    public const int Unordered = 2;

    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>-1, 0 or 1, or <see cref="Unordered"/>.</summary>
    public static int Compare(CelValue a, CelValue b)
    {
        if (a.IsInt)
            return b.IsInt ? a.Bits.CompareTo(b.Bits) : b.IsUint ? Compare(a.Bits, b.UintBits) : Compare(a.Bits, b.DoubleBits);
        if (a.IsUint)
            return b.IsUint ? a.UintBits.CompareTo(b.UintBits) : b.IsInt ? -Compare(b.Bits, a.UintBits) : Compare(a.UintBits, b.DoubleBits);
        double x = a.DoubleBits;
        return b.IsDouble ? Compare(x, b.DoubleBits) : Reverse(b.IsInt ? Compare(b.Bits, x) : Compare(b.UintBits, x));
    }

    private static int Reverse(int order) => order == Unordered ? Unordered : -order;

    private static int Compare(double a, double b) => a < b ? -1 : a > b ? 1 : a == b ? 0 : Unordered;

    private static int Compare(long a, ulong b) => a < 0 ? -1 : ((ulong)a).CompareTo(b);

    private static int Compare(long a, double b)
    {
        if (double.IsNaN(b))
            return Unordered;
        if (b >= TwoTo63)
            return -1;
        if (b < -TwoTo63)
            return 1;
        double whole = Math.Truncate(b);
        int order = a.CompareTo((long)whole);
        return order != 0 ? order : Compare(whole, b);
    }

    private static int Compare(ulong a, double b)
    {
        if (double.IsNaN(b))
            return Unordered;
        if (b >= TwoTo64)
            return -1;
        if (b < 0)
            return 1;
        double whole = Math.Truncate(b);
        int order = a.CompareTo(ToUint64(whole));
        return order != 0 ? order : Compare(whole, b);
    }

    /// <summary>The integer that equals a double, where one does.</summary>
    public static bool TryToInt(double value, out long integer)
    {
        integer = 0;
        if (!(value >= -TwoTo63 && value < TwoTo63) || Math.Truncate(value) != value)
            return false;
        integer = (long)value;
        return true;
    }

    /// <summary>The unsigned integer that equals a double, where one does.</summary>
    public static bool TryToUint(double value, out ulong integer)
    {
        integer = 0;
        if (!(value >= 0 && value < TwoTo64) || Math.Truncate(value) != value)
            return false;
        integer = ToUint64(value);
        return true;
    }

    /// <summary>Exact on every runtime: older ones convert doubles above 2^63 wrongly.</summary>
    public static ulong ToUint64(double value) => value < TwoTo63 ? (ulong)(long)value : (ulong)(long)(value - TwoTo63) + (1UL << 63);
}
