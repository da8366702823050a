using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>The kinds of parameters, and how their values are read.</summary>
internal static class ParameterKinds
{
    private const int MaxShown = 60;
    private const int MaxLength = 1000;
    private const string NoName = ",;\"`<>{}|";
    private const string DecimalShape = "^[0-9]{1,18}(\\.[0-9]{1,18})?$";
    private const string IntegerShape = "^[0-9]{1,18}$";
    private const string RangeShape = "^[0-9]{1,18}(-[0-9]{1,18})?$";
    private const string DurationShape = "^[0-9]{1,9}[smhdw]?$";
    private static readonly Regex KindShape = new("^[A-Z][A-Za-z0-9]{0,62}$", RegexOptions.CultureInvariant);

    public static ParameterKind Texts { get; } = new("list of texts", "a list of texts, none of them empty", EmptyOrLong) { IsList = true };

    public static ParameterKind Patterns { get; } = new(
        "list of patterns", "a list of names, in which * stands for any characters", NameProblem)
    { IsList = true };

    public static ParameterKind ImagePatterns { get; } = new(
        "list of image patterns",
        "a list of registries, paths and globs, such as registry.example.com, ghcr.io/acme or *.example.com/team-*, without a scheme",
        NameProblem)
    { IsList = true };

    public static ParameterKind Publishers { get; } = new(
        "list of patterns", "a list of publishers or repositories of Docker Hub, such as grafana or grafana/loki", NameProblem)
    { IsList = true };

    public static ParameterKind ObjectKinds { get; } = new(
        "list of kinds",
        "a list of kinds as manifests write them, such as ConfigMap",
        text => KindShape.Match(text).Length == text.Length && text.Length > 0 ? null : $"'{Shown(text)}' is no kind")
    { IsList = true, Pattern = KindShape.ToString() };

    public static ParameterKind Quantity(string minimum, string maximum, string? unit) => new(
        "quantity",
        $"an amount as Kubernetes writes it, such as 4Gi, 2 or 500m, from {minimum} to {maximum}",
        text => QuantityOf(text) is not { } found
            ? $"'{Shown(text)}' is no quantity"
            : OutOfRange(text, found, QuantityOf(minimum)!.Value, QuantityOf(maximum)!.Value))
    {
        Unit = unit,
        JsonTypes = ["string", "number"],
        Pattern = "^[0-9]+(\\.[0-9]*)?([numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?$",
        Minimum = 0,
    };

    public static ParameterKind Integer(long minimum, long maximum, string? unit) => new(
        "whole number",
        $"a whole number from {minimum} to {maximum}",
        text => IntegerOf(text) is not { } found ? $"'{Shown(text)}' is no whole number" : OutOfRange(text, found, minimum, maximum))
    { Unit = unit, JsonTypes = ["integer", "string"], Pattern = IntegerShape, Minimum = minimum, Maximum = maximum };

    public static ParameterKind Ranges(long minimum, long maximum) => new(
        "list of ranges",
        $"a list of whole numbers and of ranges with both ends, such as 8080 or 30000-30100, from {minimum} to {maximum}",
        text => NumberRange.Parse(text) is not { } range ? $"'{Shown(text)}' is no range"
            : range.Last < range.First ? $"'{Shown(text)}' runs backwards"
            : OutOfRange(text, range.First, minimum, maximum) ?? OutOfRange(text, range.Last, minimum, maximum))
    { IsList = true, JsonTypes = ["integer", "string"], Pattern = RangeShape, Minimum = minimum, Maximum = maximum };

    public static ParameterKind Number(decimal minimum, decimal maximum, string? unit) => new(
        "number",
        $"a number from {Text(minimum)} to {Text(maximum)}",
        text => NumberOf(text) is not { } found ? $"'{Shown(text)}' is no number" : OutOfRange(text, found, minimum, maximum))
    { Unit = unit, JsonTypes = ["number", "string"], Pattern = DecimalShape, Minimum = minimum, Maximum = maximum };

    public static ParameterKind Duration(string minimum, string maximum) => new(
        "duration",
        $"a number of days, or a number with s, m, h, d or w behind it, such as 90 or 36h, from {minimum} to {maximum}",
        text => DurationOf(text) is not { } found
            ? $"'{Shown(text)}' is no duration"
            : OutOfRange(text, found, DurationOf(minimum)!.Value, DurationOf(maximum)!.Value))
    {
        Unit = "days",
        JsonTypes = ["integer", "string"],
        Pattern = DurationShape,
        Minimum = 0,
        Maximum = Math.Floor((decimal)DurationOf(maximum)!.Value.TotalDays)
    };

    public static ParameterKind Choice(IReadOnlyList<string> words) => new(
        "choice", $"one of {string.Join(", ", words)}", text => words.Contains(text) ? null : $"'{Shown(text)}' is none of the choices")
    { Words = words };

    public static Quantity? QuantityOf(string text) => ContainerSecurity.Resources.Quantity.TryParse(text, out Quantity quantity) ? quantity : null;

    public static long? IntegerOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    public static decimal? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>A number of days, or of what the letter behind it says.</summary>
    public static TimeSpan? DurationOf(string text)
    {
        if (text.Length == 0)
            return null;
        (int seconds, string number) = text[text.Length - 1] switch
        {
            's' => (1, text.Substring(0, text.Length - 1)),
            'm' => (60, text.Substring(0, text.Length - 1)),
            'h' => (60 * 60, text.Substring(0, text.Length - 1)),
            'd' => (24 * 60 * 60, text.Substring(0, text.Length - 1)),
            'w' => (7 * 24 * 60 * 60, text.Substring(0, text.Length - 1)),
            _ => (24 * 60 * 60, text),
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count < 1_000_000_000
            ? new TimeSpan((long)count * seconds * TimeSpan.TicksPerSecond)
            : null;
    }

    public static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? OutOfRange<T>(string text, T found, T minimum, T maximum)
        where T : IComparable<T> => found.CompareTo(minimum) < 0 || found.CompareTo(maximum) > 0 ? $"'{Shown(text)}' is out of range" : null;

    public static string? EmptyOrLong(string text) =>
        text.Trim().Length == 0 ? "An item is empty" : text.Length > MaxLength ? $"'{Shown(text)}' is longer than {MaxLength} characters" : null;

    private static string? NameProblem(string text) =>
        EmptyOrLong(text)
        ?? (text.Contains("://") ? $"'{Shown(text)}' has a scheme"
        : text.Trim().Any(char.IsWhiteSpace) || text.Any(c => char.IsControl(c) || NoName.IndexOf(c) >= 0) ? $"'{Shown(text)}' holds what no name has"
        : Glob.IsWellFormed(text) ? null : $"'{Shown(text)}' has a class of characters that is not closed, or whose range runs backwards");

    public static string Shown(string text) => text.Length <= MaxShown ? text : text.Substring(0, MaxShown) + "…";
}
