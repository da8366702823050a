using System.Globalization;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules;

/// <summary>Whole numbers that a policy allows, as it writes them: <c>8080</c>, or <c>30000-30100</c> with both ends.</summary>
/// <param name="First">The smallest.</param>
/// <param name="Last">The largest.</param>
internal readonly record struct NumberRange(long First, long Last)
{
    /// <summary>Reads a range; null where the text is none.</summary>
    public static NumberRange? Parse(string text)
    {
        int dash = text.IndexOf('-');
        long? first = ParameterKinds.IntegerOf(dash < 0 ? text : text.Substring(0, dash));
        long? last = dash < 0 ? first : ParameterKinds.IntegerOf(text.Substring(dash + 1));
        return first is null || last is null ? null : new NumberRange(first.Value, last.Value);
    }

    /// <summary>Returns whether a number is one of those.</summary>
    public bool Holds(long number) => number >= First && number <= Last;

    /// <summary>Whether a number in CEL is in one of some ranges.</summary>
    public static string HoldInCel(IEnumerable<NumberRange> ranges, string number) =>
        CelText.Any(ranges.Select(r => r.First == r.Last ? $"({number} == {Text(r.First)})" : $"({number} >= {Text(r.First)} && {number} <= {Text(r.Last)})"));

    /// <summary>The range as a policy writes it.</summary>
    public override string ToString() => First == Last ? Text(First) : $"{Text(First)}-{Text(Last)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
