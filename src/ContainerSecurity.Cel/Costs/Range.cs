namespace ContainerSecurity.Cel.Costs;

/// <summary>The least and the most of a size or cost; arithmetic stops at the largest number.</summary>
internal readonly record struct Range(ulong Min, ulong Max)
{
    public static readonly Range Unknown = new(0, ulong.MaxValue);

    public static Range Fixed(ulong value) => new(value, value);

    public static Range operator +(Range a, Range b) => new(Add(a.Min, b.Min), Add(a.Max, b.Max));
    public static Range operator *(Range a, Range b) => new(Multiply(a.Min, b.Min), Multiply(a.Max, b.Max));
    public Range Scale(double factor) => new(Scale(Min, factor), Scale(Max, factor));
    public Range Union(Range other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    private static ulong Add(ulong a, ulong b) => a > ulong.MaxValue - b ? ulong.MaxValue : a + b;
    private static ulong Multiply(ulong a, ulong b) => b != 0 && a > ulong.MaxValue / b ? ulong.MaxValue : a * b;

    private static ulong Scale(ulong value, double factor)
    {
        double product = Math.Ceiling(value * factor);
        return product >= 18446744073709551616.0 ? ulong.MaxValue : (ulong)product;
    }
}

/// <summary>The sizes of a container's keys and of its values.</summary>
internal sealed record EntrySize(bool IsList, Range Key, Range Value)
{
    public static EntrySize? Union(EntrySize? a, EntrySize? b) => a is null || b is null ? null : new(a.IsList, a.Key.Union(b.Key), a.Value.Union(b.Value));
}

/// <summary>What a call costs, and how large its result is where that is known.</summary>
internal readonly record struct CallEstimate(Range Cost, Range? Size = null);
