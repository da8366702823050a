using System.Globalization;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The parts of timestamps, in UTC or a given time zone.</summary>
internal static class Calendar
{
    private static CelValue Part(CelValue value, string? zone, Func<DateTime, int, long> part, Func<string, TimeSpan?> offsetOf)
    {
        if (value.Reference is not CelTimestamp time)
            return Errors.NoSuchOverload;
        DateTime utc = time.ToDateTime();
        if (zone is null)
            return CelValue.From(part(utc, utc.Year));
        try
        {
            TimeSpan offset = offsetOf(zone) ?? TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(utc);
            long ticks = utc.Ticks + offset.Ticks;
            // A local time before year 1 or after 9999 has no DateTime, but the same calendar as a cycle away.
            int cycles = ticks < 0 ? 1 : ticks > DateTime.MaxValue.Ticks ? -1 : 0;
            var local = new DateTime(ticks + cycles * CelTimestamp.SecondsOfCycle * TimeSpan.TicksPerSecond);
            return CelValue.From(part(local, local.Year - cycles * CelTimestamp.YearsOfCycle));
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            return CelValue.Error($"unknown time zone {zone}");
        }
    }

    /// <summary>An offset such as <c>-09:30</c> or <c>02:00</c>; null where the text is a zone's name.</summary>
    private static TimeSpan? Offset(string zone)
    {
        if (zone is "UTC" or "")
            return TimeSpan.Zero;
        string digits = zone.TrimStart('+', '-');
        int colon = digits.IndexOf(':');
        if (zone.Length - digits.Length > 1 || colon is < 1 or > 2 || digits.Length != colon + 3
            || !int.TryParse(digits.Substring(0, colon), out int hours)
            || !int.TryParse(digits.Substring(colon + 1), out int minutes)
            || hours > 23
            || minutes is < 0 or > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    /// <summary>The name of a zone, or hours and minutes, as Go reads them: any numbers of them, and names exactly as they are written.</summary>
    private static TimeSpan? GoOffset(string zone)
    {
        int colon = zone.IndexOf(':');
        if (colon < 0)
            return zone is "" or "UTC" or "Local" ? TimeSpan.Zero
                : zone.IndexOf(' ') >= 0 || string.Equals(zone, "UTC", StringComparison.OrdinalIgnoreCase) ? throw new TimeZoneNotFoundException(zone)
                : null;
        if (!int.TryParse(zone.Substring(0, colon), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(zone.Substring(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int minutes)
            || Math.Abs((long)hours) > MaxHours || Math.Abs((long)minutes) > MaxHours)
            throw new TimeZoneNotFoundException(zone);
        return new TimeSpan(hours, zone[0] == '-' ? -minutes : minutes, 0);
    }

    private const int MaxHours = 24 * 366;

    public static void AddTo(CelLibrary library)
    {
        AddTimes(library, Offset);
        Length(library, "getHours", "hours", n => n / 3_600_000_000_000);
        Length(library, "getMinutes", "minutes", n => n / 60_000_000_000);
        Length(library, "getSeconds", "seconds", n => n / 1_000_000_000);
        // The specification's suite counts within the second; in Kubernetes it is the whole duration.
        Length(library, "getMilliseconds", "milliseconds", n => n / 1_000_000 % 1000);
    }

    /// <summary>What Kubernetes answers otherwise.</summary>
    public static void AddForKubernetes(CelLibrary library)
    {
        AddTimes(library, GoOffset);
        Length(library, "getMilliseconds", "milliseconds", n => n / 1_000_000);
    }

    private static void AddTimes(CelLibrary library, Func<string, TimeSpan?> offsetOf)
    {
        (string Name, string Id, Func<DateTime, int, long> Part)[] parts =
        [
            ("getFullYear", "year", (_, year) => year),
            ("getMonth", "month", (t, _) => t.Month - 1),
            ("getDayOfYear", "day_of_year", (t, _) => t.DayOfYear - 1),
            ("getDayOfMonth", "day_of_month_0_based", (t, _) => t.Day - 1),
            ("getDate", "day_of_month_1_based", (t, _) => t.Day),
            ("getDayOfWeek", "day_of_week", (t, _) => (int)t.DayOfWeek),
            ("getHours", "hours", (t, _) => t.Hour),
            ("getMinutes", "minutes", (t, _) => t.Minute),
            ("getSeconds", "seconds", (t, _) => t.Second),
            ("getMilliseconds", "milliseconds", (t, _) => t.Millisecond),
        ];
        foreach ((string name, string id, Func<DateTime, int, long> part) in parts)
            library.Method($"timestamp_to_{id}", name, $"timestamp.{name}() -> int", t => Part(t, null, part, offsetOf))
                .Method($"timestamp_to_{id}_with_tz", name, $"timestamp.{name}(string) -> int", (t, zone) => Part(t, (string)zone.Reference!, part, offsetOf));
    }

    private static void Length(CelLibrary library, string name, string id, Func<long, long> part) =>
        library.Method($"duration_to_{id}", name, $"duration.{name}() -> int", d => d.IsDuration ? CelValue.From(part(d.Bits)) : Errors.NoSuchOverload);
}
