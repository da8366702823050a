using System.Globalization;

namespace ContainerSecurity.Cel.Regexes;

/// <summary>A set of code points: ranges, whole Unicode categories, or all but those.</summary>
internal sealed class CharSet
{
    private readonly List<(int First, int Last)> ranges = [];
    private uint categories;
    private bool negated;

    // Letters whose case forms are more than one pair.
    private static readonly string[] Orbits =
    [
        "kK\u212A", "sS\u017F", "\u00E5\u00C5\u212B", "\u03C9\u03A9\u2126", "\u03B8\u0398\u03D1", "\u00DF\u1E9E",
        "\u00B5\u03BC\u039C"
    ];

    public static CharSet Of(int first, int last) => new CharSet().Add(first, last);

    public static CharSet AnyBut(params int[] excluded)
    {
        var set = new CharSet { negated = true };
        foreach (int c in excluded)
            set.Add(c, c);
        return set;
    }

    public bool IsNegated => negated;

    public CharSet Add(int first, int last)
    {
        ranges.Add((first, last));
        return this;
    }

    public CharSet AddComplement(params (int First, int Last)[] sorted)
    {
        int next = 0;
        foreach ((int first, int last) in sorted)
        {
            if (next < first)
                Add(next, first - 1);
            next = last + 1;
        }
        return Add(next, 0x10FFFF);
    }

    public CharSet AddCategories(uint mask)
    {
        categories |= mask;
        return this;
    }

    public CharSet Negate()
    {
        negated = !negated;
        return this;
    }

    /// <summary>Adds the other cases of every letter in the set.</summary>
    public CharSet FoldCase()
    {
        foreach ((int first, int last) in ranges.ToArray())
        {
            for (int c = first; c <= last && c <= 0xFFFF; c++)
            {
                int upper = char.ToUpperInvariant((char)c), lower = char.ToLowerInvariant((char)c);
                if (upper != c)
                    Add(upper, upper);
                if (lower != c)
                    Add(lower, lower);
            }
            foreach (string orbit in Orbits)
                if (orbit.Any(c => c >= first && c <= last))
                    foreach (char c in orbit)
                        Add(c, c);
        }
        return this;
    }

    public bool Contains(int c)
    {
        foreach ((int first, int last) in ranges)
            if (c >= first && c <= last)
                return !negated;
        if (categories != 0 && (categories & (1u << (int)Category(c))) != 0)
            return !negated;
        return negated;
    }

    private static UnicodeCategory Category(int c) =>
        c is >= 0xD800 and <= 0xDFFF ? UnicodeCategory.Surrogate
            : c <= 0xFFFF ? CharUnicodeInfo.GetUnicodeCategory((char)c)
            : CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(c), 0);
}
