namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The parts of timestamps, in UTC or a given time zone.</summary>
internal static class Calendar
{
    public static CelValue Part(CelValue value, string? zone, Func<DateTime, long> part)
    {
        if (value.Reference is not CelTimestamp time)
            return Errors.NoSuchOverload;
        DateTime utc = time.ToDateTime();
        if (zone is null)
            return CelValue.From(part(utc));
        try
        {
            TimeSpan offset = Offset(zone) ?? TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(utc);
            // A local time before year 1 or after 9999 has no DateTime.
            long ticks = utc.Ticks + offset.Ticks;
            return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? Errors.TimestampOverflow : CelValue.From(part(new DateTime(ticks)));
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
            || !int.TryParse(digits.Substring(0, colon), out int hours) || !int.TryParse(digits.Substring(colon + 1), out int minutes) || hours > 23 || minutes is < 0 or > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    public static void AddTo(CelLibrary library)
    {
        Time(library, "getFullYear", "year", t => t.Year);
        Time(library, "getMonth", "month", t => t.Month - 1);
        Time(library, "getDayOfYear", "day_of_year", t => t.DayOfYear - 1);
        Time(library, "getDayOfMonth", "day_of_month_0_based", t => t.Day - 1);
        Time(library, "getDate", "day_of_month_1_based", t => t.Day);
        Time(library, "getDayOfWeek", "day_of_week", t => (int)t.DayOfWeek);
        Time(library, "getHours", "hours", t => t.Hour);
        Time(library, "getMinutes", "minutes", t => t.Minute);
        Time(library, "getSeconds", "seconds", t => t.Second);
        Time(library, "getMilliseconds", "milliseconds", t => t.Millisecond);
        Length(library, "getHours", "hours", n => n / 3_600_000_000_000);
        Length(library, "getMinutes", "minutes", n => n / 60_000_000_000);
        Length(library, "getSeconds", "seconds", n => n / 1_000_000_000);
        // The specification's suite counts within the second; in Kubernetes it is the whole duration.
        Length(library, "getMilliseconds", "milliseconds", n => n / 1_000_000 % 1000);
    }

    /// <summary>What Kubernetes answers otherwise.</summary>
    public static CelLibrary CreateForKubernetes()
    {
        var library = new CelLibrary("kubernetes.durations");
        Length(library, "getMilliseconds", "milliseconds", n => n / 1_000_000);
        return library;
    }

    private static void Time(CelLibrary library, string name, string id, Func<DateTime, long> part) => library
        .Method($"timestamp_to_{id}", name, $"timestamp.{name}() -> int", t => Part(t, null, part))
        .Method($"timestamp_to_{id}_with_tz", name, $"timestamp.{name}(string) -> int", (t, zone) => Part(t, (string)zone.Reference!, part));

    private static void Length(CelLibrary library, string name, string id, Func<long, long> part) =>
        library.Method($"duration_to_{id}", name, $"duration.{name}() -> int", d => d.IsDuration ? CelValue.From(part(d.Bits)) : Errors.NoSuchOverload);
}
