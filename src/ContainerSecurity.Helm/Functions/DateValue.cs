using System.Globalization;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>A point in time as templates see it.</summary>
internal sealed class DateValue(DateTimeOffset date) : ObjectValue
{
    private const string Layout = "2006-01-02 15:04:05.999999999 -0700 MST";

    private static readonly GoType TimeType = new(GoKind.Object, "time.Time");

    public DateTimeOffset Date => date;

    public override GoType Type => TimeType;

    public override GoFunction? Method(string name) =>
        name switch
        {
            "Year" => Number(name, date.Year),
            "Day" => Number(name, date.Day),
            "Hour" => Number(name, date.Hour),
            "Minute" => Number(name, date.Minute),
            "Second" => Number(name, date.Second),
            "YearDay" => Number(name, date.DayOfYear),
            "Unix" => new(name, [], false, GoType.Int64, _ => new IntegerValue(date.ToUnixTimeSeconds(), GoType.Int64)),
            "Month" => new(name, [], false, GoType.String, _ => Of(date.ToString("MMMM", CultureInfo.InvariantCulture))),
            "Weekday" => new(name, [], false, GoType.String, _ => Of(date.ToString("dddd", CultureInfo.InvariantCulture))),
            "UTC" => new(name, [], false, TimeType, _ => new DateValue(date.ToUniversalTime())),
            "String" => new(name, [], false, GoType.String, _ => new TextValue(Print())),
            "Format" => new(name, [GoType.String], false, GoType.String, a => Of(DateLayout.Write(a[0].AsString(), date))),
            _ => null,
        };

    public override TracedText Print() => TracedText.Of(DateLayout.Write(Layout, date));

    private static GoFunction Number(string name, int value) => new(name, [], false, GoType.Int, _ => Of(value));
}
