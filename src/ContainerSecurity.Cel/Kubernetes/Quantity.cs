using System.Globalization;
using System.Numerics;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>An amount of a resource, exact to a billionth; finer text is rounded up, as Kubernetes does.</summary>
/// <param name="nano">The amount in billionths.</param>
/// <param name="small">
/// The amount as Kubernetes holds it where 64 bits are enough, a number and a power of ten; null for a decimal of any
/// size, which counts as no integer.
/// </param>
/// <param name="isCapped">Whether the text was of more than 64 bits hold, so that Kubernetes holds the largest number instead.</param>
internal sealed class Quantity(BigInteger nano, (long Value, int Scale)? small = null, bool isCapped = false) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.Quantity");

    private const string FormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string SuffixError = "unable to parse quantity's suffix";
    private const int MaxExponent = 1000;
    /// <summary>Decimal digits that surely fit into 64 bits.</summary>
    private const int SmallDigits = 18;
    private const int SmallBinaryDigits = 15;
    private static readonly BigInteger Billion = 1_000_000_000;
    private static readonly BigInteger Largest = long.MaxValue * Billion;

    private readonly (long Value, int Scale)? small = small;

    public BigInteger Nano { get; } = nano;

    protected override bool EqualsOpaque(CelOpaque other) => Nano == ((Quantity)other).Nano;
    protected override int HashOpaque() => Nano.GetHashCode();

    public int Sign => Nano.Sign;
    public bool IsInteger => this.small is { Scale: >= 0 } && Nano / Billion is var whole && whole >= long.MinValue && whole <= long.MaxValue;
    public CelValue AsInteger() => IsInteger ? CelValue.From((long)(Nano / Billion)) : CelValue.Error("cannot convert value to integer");

    /// <summary>The nearest number that Kubernetes comes to, which multiplies by a power of ten in floating point.</summary>
    public double AsDouble() => isCapped ? Sign * (double)long.MaxValue
        : this.small is { } held ? held.Value * PowerOfTen(held.Scale)
        : double.Parse(Nano.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) * PowerOfTen(-9);

    public Quantity Add(Quantity other) => new(Nano + other.Nano, Sum(this.small, other.small, 1));
    public Quantity Subtract(Quantity other) => new(Nano - other.Nano, Sum(this.small, other.small, -1));
    public static Quantity Of(long value) => new(value * Billion, (value, 0));

    /// <summary>A power of ten as Go computes it, of one for every 32 and one for the rest.</summary>
    private static double PowerOfTen(int exponent) => exponent switch
    {
        > 308 => double.PositiveInfinity,
        < -323 => 0,
        >= 0 => Nearest(exponent / 32 * 32) * Nearest(exponent % 32),
        _ => Nearest(exponent / 32 * 32) / Nearest(-exponent % 32),
    };

    private static double Nearest(int exponent) => double.Parse("1E" + exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The sum or difference at the finer of two scales; null where 64 bits are not enough.</summary>
    private static (long, int)? Sum((long Value, int Scale)? one, (long Value, int Scale)? other, int sign)
    {
        if (one is not { } a || other is not { } b)
            return null;
        if (b.Value == 0 || a.Value == 0)
            return b.Value == 0 ? a : (sign * b.Value, b.Scale);
        int scale = Math.Min(a.Scale, b.Scale);
        BigInteger sum = a.Value * BigInteger.Pow(10, a.Scale - scale) + sign * b.Value * BigInteger.Pow(10, b.Scale - scale);
        return sum >= long.MinValue && sum <= long.MaxValue ? ((long)sum, scale) : null;
    }

    /// <summary>How Kubernetes holds a text where 64 bits are enough.</summary>
    private static (long, int)? Small(string whole, string fraction, int ten, int two, bool negative)
    {
        int scale = ten - fraction.Length;
        int room = two == 0 ? SmallDigits - whole.Length - fraction.Length
            : fraction.Length > 0 ? -1 : SmallBinaryDigits - whole.Length - (int)(two * 3 / 10f) - 1;
        if (room < 0 || scale < -9)
            return null;
        BigInteger value = BigInteger.Parse(whole + fraction, CultureInfo.InvariantCulture) << two;
        return value <= long.MaxValue ? ((long)(negative ? -value : value), scale) : null;
    }

    public static Quantity? Parse(string text, out string error)
    {
        error = FormatError;
        int at = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '+' or '-')
            at++;
        int start = at, dot = -1;
        for (; at < text.Length && text[at] is (>= '0' and <= '9') or '.'; at++)
        {
            if (text[at] != '.')
                continue;
            if (dot >= 0)
                return null;
            dot = at;
        }
        string number = text.Substring(start, at - start);
        string digits = number.Replace(".", "");
        string suffix = text.Substring(at);
        if (digits.Length is 0 or > 1000 || !IsSuffixShaped(suffix))
            return null;
        int scale = dot < 0 ? 0 : number.Length - 1 - (dot - start);
        if (!TryScale(suffix, out int ten, out int two))
        {
            error = SuffixError;
            return null;
        }
        BigInteger value = BigInteger.Parse(digits, CultureInfo.InvariantCulture) * BigInteger.Pow(2, two);
        int power = ten - scale + 9;
        if (power >= 0)
            value *= BigInteger.Pow(10, power);
        else
        {
            value = BigInteger.DivRem(value, BigInteger.Pow(10, -power), out BigInteger rest);
            if (!rest.IsZero)
                value += 1;
        }
        error = "";
        string whole = (dot < 0 ? number : number.Substring(0, dot - start)).TrimStart('0') is { Length: > 0 } stripped ? stripped : "0";
        (long, int)? small = Small(whole, dot < 0 ? "" : number.Substring(dot - start + 1), ten, two, negative);
        bool isCapped = small is null && value > Largest;
        if (isCapped)
            value = Largest;
        return new Quantity(negative ? -value : value, small, isCapped);
    }

    private static bool IsSuffixShaped(string suffix)
    {
        int at = 0;
        while (at < suffix.Length && "eEinumkKMGTP".IndexOf(suffix[at]) >= 0)
            at++;
        if (at < suffix.Length && suffix[at] is '+' or '-')
            at++;
        while (at < suffix.Length && suffix[at] is >= '0' and <= '9')
            at++;
        return at == suffix.Length;
    }

    private static bool TryScale(string suffix, out int ten, out int two)
    {
        (ten, two) = suffix switch
        {
            "n" => (-9, 0),
            "u" => (-6, 0),
            "m" => (-3, 0),
            "" => (0, 0),
            "k" => (3, 0),
            "M" => (6, 0),
            "G" => (9, 0),
            "T" => (12, 0),
            "P" => (15, 0),
            "E" => (18, 0),
            "Ki" => (0, 10),
            "Mi" => (0, 20),
            "Gi" => (0, 30),
            "Ti" => (0, 40),
            "Pi" => (0, 50),
            "Ei" => (0, 60),
            _ => (int.MinValue, 0),
        };
        if (ten != int.MinValue)
            return true;
        return suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.Substring(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ten)
            && Math.Abs(ten) <= MaxExponent;
    }

    public override string ToString()
    {
        BigInteger whole = BigInteger.DivRem(BigInteger.Abs(Nano), Billion, out BigInteger fraction);
        string text = whole.ToString(CultureInfo.InvariantCulture);
        if (!fraction.IsZero)
            text += "." + fraction.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return (Nano.Sign < 0 ? "-" : "") + text;
    }
}
