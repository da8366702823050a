using System.Globalization;
using System.Text;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes floating-point numbers as Go's <c>strconv.FormatFloat</c> does.</summary>
internal static class GoFloat
{
    /// <summary>The precision that stands for as few digits as tell the number.</summary>
    public const int Shortest = -1;

    /// <summary>Of the shortest digits, from which power of ten on an exponent is written.</summary>
    private const int ShortestThreshold = 6;

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">One of <c>e</c>, <c>E</c>, <c>f</c>, <c>g</c> and <c>G</c>.</param>
    /// <param name="precision">The digits after the point, or all of them for g; <see cref="Shortest"/> for as few as tell it.</param>
    public static string Format(double value, char format, int precision)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        string sign = double.IsNegative(value) ? "-" : "";
        double size = Math.Abs(value);
        bool isShortest = precision < 0;
        DecimalDigits digits = isShortest ? DecimalDigits.Shortest(size) : DecimalDigits.Exact(size);
        return sign + char.ToLowerInvariant(format) switch
        {
            'e' => WithExponent(isShortest ? digits : digits.Rounded(precision + 1), isShortest ? digits.Digits.Length - 1 : precision, format),
            'f' => WithPoint(isShortest ? digits : digits.Rounded(digits.Point + precision), isShortest ? digits.Digits.Length - digits.Point : precision),
            _ => General(digits, precision, format),
        };
    }

    private static string General(DecimalDigits digits, int precision, char format)
    {
        bool isShortest = precision < 0;
        precision = precision == 0 ? 1 : precision;
        if (!isShortest)
            digits = digits.Rounded(precision);
        int count = digits.Digits.Length;
        int threshold = isShortest ? ShortestThreshold : precision > count && count >= digits.Point ? count : precision;
        int exponent = count == 0 ? 0 : digits.Point - 1;
        return exponent < -4 || exponent >= threshold
            ? WithExponent(digits, Math.Max(count - 1, 0), format == 'G' ? 'E' : 'e')
            : WithPoint(digits, Math.Max(count - digits.Point, 0));
    }

    private static string WithExponent(DecimalDigits digits, int places, char format)
    {
        var text = new StringBuilder().Append(digits[0]);
        if (places > 0)
            text.Append('.');
        for (int i = 1; i <= places; i++)
            text.Append(digits[i]);
        int exponent = digits.Digits.Length == 0 ? 0 : digits.Point - 1;
        text.Append(format).Append(exponent < 0 ? '-' : '+');
        return text.Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }

    private static string WithPoint(DecimalDigits digits, int places)
    {
        var text = new StringBuilder();
        for (int i = 0; i < digits.Point; i++)
            text.Append(digits[i]);
        if (text.Length == 0)
            text.Append('0');
        if (places > 0)
            text.Append('.');
        for (int i = 0; i < places; i++)
            text.Append(digits[digits.Point + i]);
        return text.ToString();
    }
}
