using System.Globalization;

namespace ContainerSecurity.Resources.Images;

/// <summary>Times as Go writes them: <c>2015-10-31T22:22:56.015925234Z</c>, with any number of decimals.</summary>
internal static class Rfc3339
{
    private const string Shape = "0000-00-00T00:00:00";
    private const string Zone = "+00:00";

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        int end = Shape.Length;
        if (text.Length > end && text[end] == '.')
            for (end++; end < text.Length && text[end] is >= '0' and <= '9';)
                end++;
        string zone = end <= text.Length ? text.Substring(end) : "";
        time = default;
        return text.Length > Shape.Length
            && Fits(text, Shape)
            && text[end - 1] != '.'
            && (zone is "Z" or "z" || (zone.Length == Zone.Length && zone[0] is '+' or '-' && Fits("+" + zone.Substring(1), Zone)))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static bool Fits(string text, string shape)
    {
        for (int i = 0; i < shape.Length; i++)
            if (shape[i] == '0' ? text[i] is not (>= '0' and <= '9') : char.ToUpperInvariant(text[i]) != shape[i])
                return false;
        return true;
    }
}
