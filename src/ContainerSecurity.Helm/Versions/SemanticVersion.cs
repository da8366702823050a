using System.Globalization;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Helm.Versions;

/// <summary>A version as Helm reads it: loosely, with a <c>v</c> before it and parts left out.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Patch">The third number.</param>
/// <param name="Prerelease">What follows the dash; empty for a release.</param>
/// <param name="Metadata">What follows the plus sign.</param>
/// <param name="Original">The version as written.</param>
internal sealed partial record SemanticVersion(ulong Major, ulong Minor, ulong Patch, string Prerelease, string Metadata, string Original)
    : IComparable<SemanticVersion>
{
    /// <summary>Reads a version; null where the text is none.</summary>
    public static SemanticVersion? Parse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
            return null;
        ulong?[] numbers = new ulong?[3];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = match.Groups[i + 1] is { Success: true } group
                ? ulong.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null
                : 0;
        if (Array.Exists(numbers, n => n is null))
            return null;
        string prerelease = match.Groups["pre"].Value;
        if (prerelease.Split('.').Any(p => p.Length > 1 && p[0] == '0' && p.All(char.IsAsciiDigit)))
            return null;
        return new SemanticVersion(numbers[0]!.Value, numbers[1]!.Value, numbers[2]!.Value, prerelease, match.Groups["meta"].Value, text);
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
            return 1;
        int order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePrereleases(Prerelease, other.Prerelease);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}")
        + (Prerelease.Length > 0 ? "-" + Prerelease : "")
        + (Metadata.Length > 0 ? "+" + Metadata : "");

    /// <summary>A release comes after all that precede it; parts are compared one by one, numbers before names.</summary>
    private static int ComparePrereleases(string x, string y)
    {
        if (x.Length == 0 || y.Length == 0)
            return (x.Length == 0).CompareTo(y.Length == 0);
        string[] a = x.Split('.');
        string[] b = y.Split('.');
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (CompareParts(a[i], b[i]) is not 0 and var order)
                return order;
        return a.Length.CompareTo(b.Length);
    }

    private static int CompareParts(string x, string y)
    {
        bool isNumber = ulong.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out ulong a);
        bool isOtherNumber = ulong.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out ulong b);
        if (isNumber && isOtherNumber)
            return a.CompareTo(b);
        return isNumber != isOtherNumber ? isOtherNumber.CompareTo(isNumber) : string.CompareOrdinal(x, y);
    }

    [GeneratedRegex(@"^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-(?<pre>[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?(?:\+(?<meta>[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
