using System.Globalization;

namespace ContainerSecurity.Cel.Values;

/// <summary>A point in time in UTC with nanoseconds, years 0001 to 9999.</summary>
public sealed class CelTimestamp : CelObject
{
    internal const long MinSeconds = -62135596800;
    internal const long MaxSeconds = 253402300799;
    /// <summary>The calendar repeats itself after so many years.</summary>
    internal const int YearsOfCycle = 400;
    internal const long SecondsOfCycle = 146_097L * 86_400;

    private readonly int offset;

    private CelTimestamp(long seconds, int nanoseconds, int offset = 0) : base(CelKind.Timestamp)
    {
        Seconds = seconds;
        Nanoseconds = nanoseconds;
        this.offset = offset;
    }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long Seconds { get; }
    /// <summary>Nanoseconds after <see cref="Seconds"/>, 0 to 999,999,999.</summary>
    public int Nanoseconds { get; }
    /// <inheritdoc/>
    public override CelType Type => CelType.Timestamp;

    /// <summary>A timestamp, or null where it is out of the years 0001 to 9999.</summary>
    public static CelTimestamp? Create(long seconds, int nanoseconds) =>
        seconds is < MinSeconds or > MaxSeconds || nanoseconds is < 0 or > 999_999_999 ? null : new(seconds, nanoseconds);

    /// <summary>The same point in time.</summary>
    public static CelTimestamp From(DateTimeOffset time)
    {
        long ticks = time.UtcTicks - 621355968000000000;
        long seconds = FloorDivide(ticks, TimeSpan.TicksPerSecond);
        return new(seconds, (int)(ticks - seconds * TimeSpan.TicksPerSecond) * 100);
    }

    internal DateTime ToDateTime() => new(621355968000000000 + Seconds * TimeSpan.TicksPerSecond + Nanoseconds / 100, DateTimeKind.Utc);

    internal CelTimestamp? Add(long nanoseconds)
    {
        long whole = FloorDivide(nanoseconds, 1_000_000_000);
        long nanos = Nanoseconds + (nanoseconds - whole * 1_000_000_000);
        long seconds = Seconds + whole + nanos / 1_000_000_000;
        return seconds is < MinSeconds or > MaxSeconds ? null : new(seconds, (int)(nanos % 1_000_000_000), offset);
    }

    /// <summary>The nanoseconds from another timestamp to this one, or null where they do not fit.</summary>
    internal long? Since(CelTimestamp other)
    {
        decimal difference = (decimal)(Seconds - other.Seconds) * 1_000_000_000 + (Nanoseconds - other.Nanoseconds);
        return difference is < long.MinValue or > long.MaxValue ? null : (long)difference;
    }

    internal int Compare(CelTimestamp other) =>
        Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanoseconds.CompareTo(other.Nanoseconds);

    private static long FloorDivide(long value, long by) => value / by - (value % by < 0 ? 1 : 0);

    /// <summary>Reads RFC 3339 text; null where it is not, or out of range.</summary>
    public static CelTimestamp? Parse(string text) => Parse(text, keepOffset: false);

    /// <summary>Reads RFC 3339 text; the offset may be kept for the text it is written as.</summary>
    internal static CelTimestamp? Parse(string text, bool keepOffset, int maxHours = 23, int maxMinutes = 59)
    {
        if (text is null || text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':')
            return null;
        int[] parts = new int[6];
        int[] starts = [0, 5, 8, 11, 14, 17];
        for (int i = 0; i < 6; i++)
            if (!Digits(text, starts[i], i == 0 ? 4 : 2, out parts[i]))
                return null;
        int at = 19, nanos = 0;
        if (text[at] is '.' or ',')
        {
            int scale = 100_000_000, start = ++at;
            for (; at < text.Length && text[at] is >= '0' and <= '9'; at++, scale /= 10)
                nanos += (text[at] - '0') * scale;
            if (at == start)
                return null;
        }
        if (at >= text.Length || !Offset(text, at, maxHours, maxMinutes, out int offset))
            return null;
        if (parts[0] < 1 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])
            || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
            return null;
        long seconds = (new DateTime(
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            parts[4],
            parts[5],
            DateTimeKind.Utc).Ticks - 621355968000000000) / TimeSpan.TicksPerSecond;
        seconds -= offset * 60L;
        return seconds is < MinSeconds or > MaxSeconds ? null : new(seconds, nanos, keepOffset ? offset : 0);
    }

    /// <summary>
    /// Reads RFC 3339 text as Go does: capital letters only, an hour may have one digit, and the offset stays in the
    /// text that it is written as.
    /// </summary>
    internal static CelTimestamp? ParseAsGo(string text)
    {
        if (text.Length < 19 || text[10] != 'T' || text[text.Length - 1] == 'z')
            return null;
        if (text[12] == ':')
            text = text.Insert(11, "0");
        return Parse(text, keepOffset: true, maxHours: 24, maxMinutes: 60);
    }

    private static bool Offset(string text, int at, int maxHours, int maxMinutes, out int minutes)
    {
        minutes = 0;
        if (text[at] is 'Z' or 'z')
            return at + 1 == text.Length;
        if (text[at] is not ('+' or '-') || text.Length != at + 6 || text[at + 3] != ':'
            || !Digits(text, at + 1, 2, out int hours) || !Digits(text, at + 4, 2, out int rest) || hours > maxHours || rest > maxMinutes)
            return false;
        minutes = (hours * 60 + rest) * (text[at] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(string text, int at, int count, out int value)
    {
        value = 0;
        for (int i = at; i < at + count; i++)
        {
            if (i >= text.Length || text[i] is < '0' or > '9')
                return false;
            value = value * 10 + (text[i] - '0');
        }
        return true;
    }

    internal override bool EqualsObject(CelObject other) => Compare((CelTimestamp)other) == 0;
    internal override int HashObject() => Seconds.GetHashCode() ^ Nanoseconds;

    /// <summary>RFC 3339 text, with as many digits of the second as it has.</summary>
    public override string ToString()
    {
        // The offset may lead out of the years 0001 to 9999, which the text is not bound to.
        long local = Seconds + offset * 60L;
        int cycles = local < MinSeconds ? 1 : local > MaxSeconds ? -1 : 0;
        DateTime shown = new DateTime(621355968000000000 + (local + cycles * SecondsOfCycle) * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        string text = (shown.Year - cycles * YearsOfCycle).ToString("D4", CultureInfo.InvariantCulture)
            + shown.ToString("-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        if (Nanoseconds != 0)
            text += "." + Nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return offset == 0
            ? text + "Z"
            : text
                + (offset < 0 ? "-" : "+")
                + new TimeSpan(0, Math.Abs(offset), 0).ToString(@"hh\:mm", CultureInfo.InvariantCulture);
    }
}
