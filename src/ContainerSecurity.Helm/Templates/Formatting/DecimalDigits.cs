using System.Globalization;
using System.Numerics;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>The decimal digits of a positive number: 0.d1d2d3… times ten to the power of the point.</summary>
/// <param name="Digits">The digits, the first and the last of which are not zero; empty for zero.</param>
/// <param name="Point">How many digits are before the decimal point.</param>
internal readonly record struct DecimalDigits(string Digits, int Point)
{
    private const int MantissaBits = 52;
    private const int ExponentBias = 1075;

    /// <summary>The fewest digits that no other double has.</summary>
    public static DecimalDigits Shortest(double value)
    {
        string written = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = written.IndexOf('E', StringComparison.Ordinal);
        int power = exponent < 0 ? 0 : int.Parse(written.AsSpan(exponent + 1), provider: CultureInfo.InvariantCulture);
        string mantissa = exponent < 0 ? written : written.Substring(0, exponent);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        return Trimmed(digits.Substring(zeros), (point < 0 ? digits.Length : point) + power - zeros);
    }

    /// <summary>All digits of the double.</summary>
    public static DecimalDigits Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> MantissaBits) & 0x7FF);
        BigInteger mantissa = bits & ((1L << MantissaBits) - 1);
        if (exponent == 0)
            exponent++;
        else
            mantissa |= 1L << MantissaBits;
        exponent -= ExponentBias;
        int places = exponent < 0 ? -exponent : 0;
        BigInteger whole = exponent < 0 ? mantissa * BigInteger.Pow(5, places) : mantissa << exponent;
        string digits = whole.IsZero ? "" : whole.ToString(CultureInfo.InvariantCulture);
        return Trimmed(digits, digits.Length - places);
    }

    /// <summary>The number with so many digits, the last one rounded to the nearest, and to the even one of two.</summary>
    public DecimalDigits Rounded(int count)
    {
        if (count >= Digits.Length)
            return this;
        if (count < 0)
            return new("", 0);
        bool isUp = Digits[count] > '5'
            || (Digits[count] == '5' && (Digits.Length > count + 1 || (count > 0 && (Digits[count - 1] - '0') % 2 == 1)));
        string kept = Digits.Substring(0, count);
        if (!isUp)
            return Trimmed(kept, Point);
        int nines = count;
        while (nines > 0 && kept[nines - 1] == '9')
            nines--;
        return nines == 0 ? new("1", Point + 1) : Trimmed(kept.Substring(0, nines - 1) + (char)(kept[nines - 1] + 1), Point);
    }

    /// <summary>The digit at a place, 0 where there is none.</summary>
    public char this[int index] => index >= 0 && index < Digits.Length ? Digits[index] : '0';

    private static DecimalDigits Trimmed(string digits, int point) => digits.TrimEnd('0') is { Length: > 0 } trimmed ? new(trimmed, point) : new("", 0);
}
