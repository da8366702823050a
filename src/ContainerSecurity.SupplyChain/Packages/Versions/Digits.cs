namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>Compares numbers of any length as they are written.</summary>
internal static class Digits
{
    /// <summary>Compares two runs of digits by value; an empty one is zero.</summary>
    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        x = x.TrimStart('0');
        y = y.TrimStart('0');
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
    }

    /// <summary>Whether a text is digits only, one at least.</summary>
    public static bool Are(ReadOnlySpan<char> text) => text.Length > 0 && Run(text) == text.Length;

    /// <summary>How many digits a text begins with.</summary>
    public static int Run(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        return length;
    }

    /// <summary>The next number.</summary>
    public static string Increment(string digits)
    {
        char[] next = digits.ToCharArray();
        for (int i = next.Length - 1; i >= 0; i--)
        {
            if (next[i] != '9')
            {
                next[i]++;
                return new string(next);
            }

            next[i] = '0';
        }

        return "1" + new string(next);
    }
}
