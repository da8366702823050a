using System.Globalization;

namespace ContainerSecurity.Tool.SupplyChain.Approvals;

/// <summary>Reads times of the command line: a day, whose end is meant, a time, or a while from now.</summary>
internal static class ApprovalTimes
{
    public const string Allowed = "a day (2027-01-31, its end in UTC), a time (2027-01-31T18:00:00Z), or a while from now (4h, 30d)";

    /// <summary>The time; null where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">The present time.</param>
    /// <param name="isEnd">Whether a day means its end, and not its beginning.</param>
    public static DateTimeOffset? Read(string text, DateTimeOffset now, bool isEnd)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime day))
            return new DateTimeOffset(isEnd ? day.AddDays(1).AddSeconds(-1) : day, TimeSpan.Zero);
        if (text.Length > 1 && Unit(text[^1]) is { } unit && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count < 100_000)
            return now + (unit * count);
        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time)
            ? time
            : null;
    }

    public static string Text(DateTimeOffset? time) =>
        time is { } present ? present.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "-";

    private static TimeSpan? Unit(char letter) => letter switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };
}
