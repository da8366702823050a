using System.Globalization;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>1.5s</c>, <c>-2ms</c>, <c>0</c>.</summary>
internal static class GoDuration
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1e-6,
        ["us"] = 1e-3,
        ["\u00B5s"] = 1e-3,
        ["\u03BCs"] = 1e-3,
        ["ms"] = 1,
        ["s"] = 1_000,
        ["m"] = 60_000,
        ["h"] = 3_600_000,
    };

    /// <summary>Reads a duration; what is wrong with it, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">How long it is.</param>
    public static string? TryParse(string text, out double milliseconds)
    {
        milliseconds = 0;
        string rest = text.Length > 0 && text[0] is '-' or '+' ? text.Substring(1) : text;
        if (rest == "0")
            return null;
        if (rest.Length == 0)
            return "invalid duration";
        for (int at = 0; at < rest.Length;)
        {
            int number = at;
            while (at < rest.Length && rest[at] is (>= '0' and <= '9') or '.')
                at++;
            int unit = at;
            while (at < rest.Length && rest[at] is not ((>= '0' and <= '9') or '.'))
                at++;
            if (!double.TryParse(
                rest.Substring(number, unit - number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount))
                return "invalid duration";
            if (unit == at)
                return "missing unit in duration";
            if (!Units.TryGetValue(rest.Substring(unit, at - unit), out double length))
                return "unknown unit in duration";
            milliseconds += amount * length;
        }
        milliseconds = text[0] == '-' ? -milliseconds : milliseconds;
        return null;
    }
}
