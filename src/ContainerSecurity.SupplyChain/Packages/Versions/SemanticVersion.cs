namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>A version by SemVer 2, read as people write them: a leading <c>v</c>, and any count of numbers.</summary>
internal sealed record SemanticVersion(string[] Numbers, string[] Prerelease, string[] Build)
{
    /// <summary>The version; null where a text is none.</summary>
    public static SemanticVersion? TryParse(string text)
    {
        string rest = text.Trim();
        if (rest.Length > 0 && rest[0] is 'v' or 'V' or '=')
            rest = rest[1..];
        string[] build = Cut(ref rest, '+');
        string[] prerelease = Cut(ref rest, '-');
        string[] numbers = rest.Split('.');
        return numbers.All(n => Digits.Are(n)) && prerelease.All(IsIdentifier) && build.All(IsIdentifier)
            ? new SemanticVersion(numbers, prerelease, build)
            : null;
    }

    /// <summary>A number of the version; zero where it has fewer.</summary>
    public string Number(int index) => index < Numbers.Length ? Numbers[index] : "0";

    /// <summary>Compares the numbers of two versions, those that are not written being zero.</summary>
    public static int CompareNumbers(SemanticVersion x, SemanticVersion y)
    {
        int count = Math.Max(x.Numbers.Length, y.Numbers.Length);
        for (int i = 0; i < count; i++)
        {
            int order = Digits.Compare(x.Number(i), y.Number(i));
            if (order != 0)
                return order;
        }

        return 0;
    }

    /// <summary>Compares two prereleases, none being newer than any.</summary>
    public static int ComparePrereleases(SemanticVersion x, SemanticVersion y, StringComparison comparison) =>
        x.Prerelease.Length == 0 || y.Prerelease.Length == 0
            ? (x.Prerelease.Length == 0).CompareTo(y.Prerelease.Length == 0)
            : CompareIdentifiers(x.Prerelease, y.Prerelease, comparison);

    /// <summary>Compares identifiers: numbers before words, fewer before more.</summary>
    public static int CompareIdentifiers(string[] x, string[] y, StringComparison comparison)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            bool isNumberX = Digits.Are(x[i]);
            bool isNumberY = Digits.Are(y[i]);
            int order = isNumberX && isNumberY ? Digits.Compare(x[i], y[i])
                : isNumberX != isNumberY ? isNumberY.CompareTo(isNumberX)
                : string.Compare(x[i], y[i], comparison);
            if (order != 0)
                return order;
        }

        return x.Length.CompareTo(y.Length);
    }

    private static string[] Cut(ref string text, char mark)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
            return [];
        string[] cut = text[(at + 1)..].Split('.');
        text = text[..at];
        return cut;
    }

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
