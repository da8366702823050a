using System.Globalization;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Takes values for numbers as Helm does: what is none is zero.</summary>
internal static class Casting
{
    public static long Integer(GoValue value) =>
        value switch
        {
            IntegerValue integer => integer.Value,
            FloatValue number => Truncated(number.Value),
            BoolValue truth => truth.Value ? 1 : 0,
            TextValue text => NumberLiteral.ReadSigned(WithoutFraction(text.Text)) ?? 0,
            _ => 0,
        };

    public static double Float(GoValue value) =>
        value switch
        {
            IntegerValue integer => integer.Kind == GoKind.Uint ? integer.Unsigned : integer.Value,
            FloatValue number => number.Value,
            BoolValue truth => truth.Value ? 1 : 0,
            TextValue text => NumberLiteral.ReadFloat(text.Text) ?? 0,
            _ => 0,
        };

    /// <summary>A floating-point number without its fraction, as amd64 converts it: out of range it is the lowest integer.</summary>
    public static long Truncated(double value) => value is >= long.MinValue and < long.MaxValue ? (long)value : long.MinValue;

    /// <summary>A decimal number up to its point; all else as it is.</summary>
    private static string WithoutFraction(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0 || text.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9'))
            return text;
        ReadOnlySpan<char> whole = text.AsSpan(0, point).TrimStart("+-");
        if (whole.ContainsAnyExceptInRange('0', '9') || point - whole.Length > 1)
            return text;
        return long.TryParse(whole.IsEmpty ? "0" : whole, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text.Substring(0, point) : text;
    }
}
