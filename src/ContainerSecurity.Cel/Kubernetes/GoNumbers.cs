using System.Globalization;
using System.Numerics;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>Doubles as Go's <c>strconv</c> reads and writes them.</summary>
internal static class GoNumbers
{
    private const int MaxDigits = 1000;

    /// <summary>The shortest text that reads back, with an exponent below 1e-4 and from 1e+6, as <c>%g</c>.</summary>
    public static string Format(double value)
    {
        string text = ValueText.OfDouble(value);
        double size = Math.Abs(value);
        if (!(size >= 1e6 && size < 1e21))
            return text;
        string sign = value < 0 ? "-" : "";
        text = text.Substring(sign.Length);
        int dot = text.IndexOf('.');
        int exponent = (dot < 0 ? text.Length : dot) - 1;
        string digits = text.Replace(".", "").TrimEnd('0');
        return sign + digits[0] + (digits.Length > 1 ? "." + digits.Substring(1) : "") + "e+" + exponent.ToString("D2", CultureInfo.InvariantCulture);
    }

    /// <summary>The shortest text that reads back without an exponent, as <c>%f</c> with as many digits as needed.</summary>
    public static string FormatPlain(double value) => Extensions.FixedPoint.Shortest(value);

    /// <summary>Reads a number; null where it is none or does not fit.</summary>
    public static double? Parse(string text)
    {
        string unsigned = text.Length > 0 && text[0] is '+' or '-' ? text.Substring(1) : text;
        double sign = text.Length > 0 && text[0] == '-' ? -1 : 1;
        if (string.Equals(text, "nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        if (string.Equals(unsigned, "inf", StringComparison.OrdinalIgnoreCase) || string.Equals(unsigned, "infinity", StringComparison.OrdinalIgnoreCase))
            return sign * double.PositiveInfinity;
        if (unsigned.IndexOf('_') >= 0)
        {
            if (!AreUnderscoresRight(unsigned))
                return null;
            unsigned = unsigned.Replace("_", "");
        }
        double? value = unsigned.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? ParseHex(unsigned.Substring(2)) : ParseDecimal(unsigned);
        return value is { } number && !double.IsInfinity(number) ? sign * number : null;
    }

    private static double? ParseDecimal(string text)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!text.All(c => c is (>= '0' and <= '9') or '.' or 'e' or 'E' or '+' or '-'))
            return null;
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>Reads <c>1.8p3</c>: hexadecimal digits and a power of two, which must be there.</summary>
    private static double? ParseHex(string text)
    {
        int p = text.IndexOfAny(['p', 'P']);
        if (p < 0
            || text.Length > MaxDigits
            || !int.TryParse(text.Substring(p + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power))
            return null;
        string mantissa = text.Substring(0, p);
        int dot = mantissa.IndexOf('.');
        string digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        if (digits.Length == 0 || !digits.All(Uri.IsHexDigit))
            return null;
        BigInteger whole = BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        int scale = Math.Max(-5000, Math.Min(5000, power)) - (dot < 0 ? 0 : 4 * (mantissa.Length - 1 - dot));
        return scale >= 0 ? (double)(whole << scale) : Divide(whole, -scale);
    }

    /// <summary>A whole number over a power of two, rounded once.</summary>
    private static double Divide(BigInteger whole, int power)
    {
        double high = (double)whole;
        // Two steps, since one factor alone may be too small for a double where the result is not.
        int first = Math.Min(power, 1000);
        return high * Math.Pow(2, -first) * Math.Pow(2, -(power - first));
    }

    /// <summary>Whether each underscore stands between digits, or behind the prefix of a base.</summary>
    private static bool AreUnderscoresRight(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        char before = isHex ? '0' : '^';
        foreach (char c in isHex ? text.Substring(2) : text)
        {
            bool isDigit = c is >= '0' and <= '9' || (isHex && Uri.IsHexDigit(c));
            if ((c == '_' && before != '0') || (c != '_' && !isDigit && before == '_'))
                return false;
            before = isDigit ? '0' : c == '_' ? '_' : '!';
        }
        return before != '_';
    }
}
