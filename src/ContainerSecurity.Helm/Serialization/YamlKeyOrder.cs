using System.Text;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>The order in which go-yaml writes the keys of a map: numbers in names by their size, letters after other characters.</summary>
internal sealed class YamlKeyOrder : IComparer<string>
{
    public static YamlKeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        Rune[] a = [.. x!.EnumerateRunes()];
        Rune[] b = [.. y!.EnumerateRunes()];
        bool isAfterDigit = false;
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
                return CompareAt(a, b, i, isAfterDigit);
            isAfterDigit = Rune.IsDigit(a[i]);
        }
        return a.Length.CompareTo(b.Length);
    }

    private static int CompareAt(Rune[] a, Rune[] b, int at, bool isAfterDigit)
    {
        bool isLetter = Rune.IsLetter(a[at]);
        bool isOtherLetter = Rune.IsLetter(b[at]);
        if (isLetter && isOtherLetter)
            return a[at].CompareTo(b[at]);
        if (isLetter || isOtherLetter)
            return isLetter == isAfterDigit ? -1 : 1;
        long first = 0;
        if (a[at].Value == '0' || b[at].Value == '0')
            for (int i = at - 1; i >= 0 && Rune.IsDigit(a[i]); i--)
                if (a[i].Value != '0')
                {
                    first = 1;
                    break;
                }
        (long number, int end) = Number(a, at, first);
        (long other, int otherEnd) = Number(b, at, first);
        if (number != other)
            return number.CompareTo(other);
        return end != otherEnd ? end.CompareTo(otherEnd) : a[at].CompareTo(b[at]);
    }

    private static (long Number, int End) Number(Rune[] runes, int at, long number)
    {
        for (; at < runes.Length && Rune.IsDigit(runes[at]); at++)
            number = unchecked((number * 10) + runes[at].Value - '0');
        return (number, at);
    }
}
