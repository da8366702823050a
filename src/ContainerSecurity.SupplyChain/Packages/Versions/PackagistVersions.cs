namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of PHP's version_compare: <c>dev &lt; alpha &lt; beta &lt; RC &lt; nothing &lt; number &lt; p</c>.</summary>
internal sealed class PackagistVersions : VersionOrder
{
    private const int Unknown = -1;
    private const int Plain = 4;

    private static readonly (string Prefix, int Rank)[] Words =
        [("dev", 0), ("a", 1), ("b", 2), ("rc", 3), ("#", Plain), ("p", 5)];

    // dev-main is a branch and no version.
    private protected override bool IsVersion(string version) =>
        version.Trim().TrimStart('v', 'V') is { Length: > 0 } rest && char.IsAsciiDigit(rest[0]);

    private protected override int CompareBounded(string x, string y)
    {
        List<string> partsX = Parts(x);
        List<string> partsY = Parts(y);
        for (int i = 0; i < Math.Max(partsX.Count, partsY.Count); i++)
        {
            string? partX = i < partsX.Count ? partsX[i] : null;
            string? partY = i < partsY.Count ? partsY[i] : null;
            int order = RankOf(partX).CompareTo(RankOf(partY));
            if (order == 0)
                order = IsNumber(partX) && IsNumber(partY) ? Digits.Compare(partX, partY) : IsNumber(partX).CompareTo(IsNumber(partY));
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static bool IsNumber(string? part) => part is not null && char.IsAsciiDigit(part[0]);

    private static int RankOf(string? part)
    {
        if (part is null || IsNumber(part))
            return Plain;
        foreach ((string prefix, int rank) in Words)
            if (part.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return rank;
        return Unknown;
    }

    // Dots, dashes, underscores and plusses part a version, and so does each change between digits and others.
    private static List<string> Parts(string version)
    {
        ReadOnlySpan<char> text = version;
        if (text.Length > 1 && text[0] is 'v' or 'V' && char.IsAsciiDigit(text[1]))
            text = text[1..];
        List<string> parts = [];
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isMark = i == text.Length || text[i] is '.' or '-' or '_' or '+';
            bool changes = !isMark && i > start && char.IsAsciiDigit(text[i]) != char.IsAsciiDigit(text[i - 1]);
            if ((isMark || changes) && i > start)
                parts.Add(text[start..i].ToString());
            if (isMark)
                start = i + 1;
            else if (changes)
                start = i;
        }

        return parts;
    }
}
