using System.Globalization;

namespace ContainerSecurity.Cel.Values;

/// <summary>Durations as text: <c>1h30m</c>, <c>-1.5s</c>, <c>10ms</c>.</summary>
internal static class DurationText
{
    /// <summary>Reads Go's form of a duration; null where it is not, or beyond 64 bits of nanoseconds.</summary>
    public static long? Parse(string text)
    {
        int at = 0;
        bool negative = false;
        if (text.Length > 0 && text[0] is '+' or '-')
            negative = text[at++] == '-';
        if (text.Length == at + 1 && text[at] == '0')
            return 0;
        if (at == text.Length)
            return null;
        decimal total = 0;
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && (char.IsDigit(text[at]) || text[at] == '.'))
                at++;
            string number = text.Substring(start, at - start);
            start = at;
            while (at < text.Length && !char.IsDigit(text[at]) && text[at] != '.')
                at++;
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
                || Unit(text.Substring(start, at - start)) is not { } unit || value > 10_000_000_000_000_000_000m)
                return null;
            total += decimal.Truncate(value * unit);
            if (total > 10_000_000_000_000_000_000m)
                return null;
        }
        if (negative)
            total = -total;
        return total is < long.MinValue or > long.MaxValue ? null : (long)total;
    }

    private static decimal? Unit(string name) => name switch
    {
        "ns" => 1m,
        "us" or "µs" or "μs" => 1_000m,
        "ms" => 1_000_000m,
        "s" => 1_000_000_000m,
        "m" => 60_000_000_000m,
        "h" => 3_600_000_000_000m,
        _ => null,
    };

    /// <summary>Seconds with as many digits as needed and the letter s.</summary>
    public static string Format(long nanoseconds)
    {
        decimal seconds = nanoseconds / 1_000_000_000m;
        return seconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s";
    }
}
