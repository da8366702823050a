using System.Buffers;
using System.Globalization;
using ContainerSecurity.Helm.Templates.Formatting;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Reads and writes spans of time as Go does, such as <c>2h10m5s</c>, in nanoseconds.</summary>
internal static class GoDuration
{
    public const long Second = 1_000_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;
    public const long Month = 30 * Day;
    public const long Year = 365 * Day;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Name, double Size)[] Units =
        [("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9)];

    /// <summary>Reads a span; null where the text is none.</summary>
    public static long? Read(string text)
    {
        bool isNegative = text.StartsWith('-');
        string rest = isNegative || text.StartsWith('+') ? text.Substring(1) : text;
        if (rest == "0")
            return 0;
        double total = 0;
        if (rest.Length == 0)
            return null;
        while (rest.Length > 0)
        {
            int digits = rest.AsSpan().IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !double.TryParse(rest.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
                return null;
            int letters = rest.AsSpan(digits).IndexOfAny(NumberCharacters);
            string unit = letters < 0 ? rest.Substring(digits) : rest.Substring(digits, letters);
            int known = Array.FindIndex(Units, u => u.Name == unit);
            if (known < 0)
                return null;
            total += number * Units[known].Size;
            rest = letters < 0 ? "" : rest.Substring(digits + letters);
        }
        if (total >= long.MaxValue)
            return null;
        return (long)(isNegative ? -total : total);
    }

    /// <summary>Writes a span.</summary>
    public static string Write(long nanoseconds)
    {
        if (nanoseconds == 0)
            return "0s";
        string sign = nanoseconds < 0 ? "-" : "";
        ulong size = nanoseconds < 0 ? (ulong)-(nanoseconds + 1) + 1 : (ulong)nanoseconds;
        if (size < Second)
        {
            (string name, double unit) = size < 1000 ? Units[0] : size < 1_000_000 ? Units[2] : Units[4];
            return sign + GoFloat.Format(size / unit, 'f', GoFloat.Shortest) + name;
        }
        ulong hours = size / Hour;
        ulong minutes = size % Hour / Minute;
        string seconds = GoFloat.Format(size % Minute / (double)Second, 'f', GoFloat.Shortest) + "s";
        if (hours > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{hours}h{minutes}m{seconds}");
        return minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes}m{seconds}") : sign + seconds;
    }

    /// <summary>Writes a span in its largest unit.</summary>
    public static string Round(long nanoseconds)
    {
        ulong size = (ulong)Math.Abs(Math.Max(nanoseconds, -long.MaxValue));
        foreach ((long unit, string name) in new[] { (Year, "y"), (Month, "mo"), (Day, "d"), (Hour, "h"), (Minute, "m"), (Second, "s") })
            if (size > (ulong)unit)
                return (size / (ulong)unit).ToString(CultureInfo.InvariantCulture) + name;
        return "0s";
    }
}
