using System.Globalization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of dates. The local time zone is UTC.</summary>
internal static class DateFunctions
{
    private const string HtmlLayout = "2006-01-02";

    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();

    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new("now", [], false, GoType.Interface, _ => new DateValue(DateTimeOffset.UtcNow)),
        new("date", [GoType.String, GoType.Interface], false, GoType.String, a => GoValue.Of(DateLayout.Write(a[0].AsString(), DateOf(a[1])))),
        new("dateInZone", [GoType.String, GoType.Interface, GoType.String], false, GoType.String, a => InZone(a[0].AsString(), a[1], a[2].AsString())),
        new("date_in_zone", [GoType.String, GoType.Interface, GoType.String], false, GoType.String, a => InZone(a[0].AsString(), a[1], a[2].AsString())),
        Arguments.OnAny("htmlDate", 1, GoType.String, a => GoValue.Of(DateLayout.Write(HtmlLayout, DateOf(a[0])))),
        new("htmlDateInZone", [GoType.Interface, GoType.String], false, GoType.String, a => InZone(HtmlLayout, a[0], a[1].AsString())),
        new(
            "toDate", [GoType.String, GoType.String], false, GoType.Interface,
            a => new DateValue(DateLayout.Read(a[0].AsString(), a[1].AsString()) ?? DateTimeOffset.MinValue)),
        new("mustToDate", [GoType.String, GoType.String], false, GoType.Interface, a => new DateValue(Required(a[0].AsString(), a[1].AsString()))),
        Arguments.OnAny("unixEpoch", 1, GoType.String, a => GoValue.Of(DateOf(a[0]).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))),
        new("dateModify", [GoType.String, GoType.Interface], false, GoType.Interface, a => Modify(a, isRequired: false)),
        new("date_modify", [GoType.String, GoType.Interface], false, GoType.Interface, a => Modify(a, isRequired: false)),
        new("mustDateModify", [GoType.String, GoType.Interface], false, GoType.Interface, a => Modify(a, isRequired: true)),
        new("must_date_modify", [GoType.String, GoType.Interface], false, GoType.Interface, a => Modify(a, isRequired: true)),
        Arguments.OnAny(
            "ago", 1, GoType.String,
            a => GoValue.Of(GoDuration.Write((long)(DateTimeOffset.UtcNow - DateOf(a[0])).TotalSeconds * GoDuration.Second))),
        Arguments.OnAny("duration", 1, GoType.String, a => GoValue.Of(GoDuration.Write(Seconds(a[0]) * GoDuration.Second))),
        Arguments.OnAny("durationRound", 1, GoType.String, a => GoValue.Of(GoDuration.Round(SpanOf(a[0])))),
    ];

    private static DateTimeOffset DateOf(GoValue value) =>
        value switch
        {
            DateValue date => date.Date,
            IntegerValue integer when integer.Type == GoType.Int || integer.Type == GoType.Int64 || integer.Type == GoType.Int32 =>
                DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(integer.Value, First, Last)),
            _ => DateTimeOffset.UtcNow,
        };

    private static TextValue InZone(string layout, GoValue date, string zone)
    {
        DateTimeOffset at = DateOf(date);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone.Length == 0 ? "UTC" : zone, out TimeZoneInfo? found))
            at = TimeZoneInfo.ConvertTime(at, found);
        return (TextValue)GoValue.Of(DateLayout.Write(layout, at));
    }

    private static DateTimeOffset Required(string layout, string text) =>
        DateLayout.Read(layout, text)
            ?? throw new GoFunctionException($"parsing time {Templates.GoQuote.Quote(text)} as {Templates.GoQuote.Quote(layout)}: cannot parse");

    private static DateValue Modify(GoValue[] arguments, bool isRequired)
    {
        DateTimeOffset date = DateOf(arguments[1]);
        if (GoDuration.Read(arguments[0].AsString()) is { } span)
            return new DateValue(date + TimeSpan.FromTicks(span / TimeSpan.NanosecondsPerTick));
        return isRequired ? throw new GoFunctionException($"time: invalid duration {Templates.GoQuote.Quote(arguments[0].AsString())}") : new DateValue(date);
    }

    /// <summary>Seconds as sprig takes them: texts and 64-bit integers only.</summary>
    private static long Seconds(GoValue value) =>
        value switch
        {
            TextValue text => long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) ? seconds : 0,
            IntegerValue integer when integer.Type == GoType.Int64 => integer.Value,
            _ => 0,
        };

    private static long SpanOf(GoValue value) =>
        value switch
        {
            TextValue text => GoDuration.Read(text.Text) ?? 0,
            IntegerValue integer when integer.Type == GoType.Int64 => integer.Value,
            DateValue date => (DateTimeOffset.UtcNow - date.Date).Ticks * TimeSpan.NanosecondsPerTick,
            _ => 0,
        };
}
