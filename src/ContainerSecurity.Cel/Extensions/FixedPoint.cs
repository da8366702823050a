using System.Globalization;
using System.Numerics;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>Doubles as decimal text, rounded half to even from their exact value, as C and Go do.</summary>
internal static class FixedPoint
{
    public static string Format(double value, int precision)
    {
        string digits = Rounded(Math.Abs(value), precision).ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        string sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        return sign + (precision == 0 ? digits : digits.Insert(digits.Length - precision, "."));
    }

    public static string Scientific(double value, int precision)
    {
        string sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        double magnitude = Math.Abs(value);
        int exponent = magnitude == 0 ? 0 : (int)Math.Floor(Math.Log10(magnitude));
        string digits = Rounded(magnitude, precision - exponent).ToString(CultureInfo.InvariantCulture);
        // The logarithm may be one off, and rounding may carry.
        if (magnitude != 0 && digits.Length != precision + 1)
        {
            exponent += digits.Length - precision - 1;
            digits = Rounded(magnitude, precision - exponent).ToString(CultureInfo.InvariantCulture);
        }
        digits = digits.PadRight(precision + 1, '0');
        string fraction = precision == 0 ? "" : "." + digits.Substring(1, precision);
        return sign + digits[0] + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture);
    }

    /// <summary>Scientific form with a raised exponent: <c>3.14×10⁰²</c>.</summary>
    public static string PowerOfTen(double value, int precision)
    {
        string text = Scientific(value, precision);
        int e = text.IndexOf('e');
        IEnumerable<char> raised = text.Substring(e + 1).TrimStart('+').Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']);
        return text.Substring(0, e) + "×10" + string.Concat(raised);
    }

    /// <summary>The shortest digits that read back, without an exponent.</summary>
    public static string Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E');
        if (e < 0)
            return text;
        int exponent = int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = text[0] == '-' ? "-" : "";
        string mantissa = text.Substring(sign.Length, e - sign.Length);
        int dot = mantissa.IndexOf('.');
        int whole = (dot < 0 ? mantissa.Length : dot) + exponent;
        string digits = mantissa.Replace(".", "");
        if (whole <= 0)
            return sign + "0." + new string('0', -whole) + digits;
        return sign + (digits.Length <= whole ? digits.PadRight(whole, '0') : digits.Insert(whole, "."));
    }

    /// <summary>A positive number times a power of ten, rounded half to even.</summary>
    private static BigInteger Rounded(double value, int decimals)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        BigInteger denominator = BigInteger.One;
        if (power >= 0)
            numerator <<= power;
        else
            denominator <<= -power;
        if (decimals >= 0)
            numerator *= BigInteger.Pow(10, decimals);
        else
            denominator *= BigInteger.Pow(10, -decimals);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
