using System.Globalization;
using System.Numerics;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>An amount of a compute resource as Kubernetes writes it, such as <c>64Mi</c>, <c>0.5</c>, <c>100m</c> or <c>1e3</c>.</summary>
/// <remarks>
/// Exact to a billionth, to which anything smaller is rounded up. Amounts stop at 2^63-1, but for decimal ones of at
/// most 18 digits, as in k8s.io/apimachinery.
/// </remarks>
public readonly struct Quantity : IComparable<Quantity>, IEquatable<Quantity>
{
    private const int MaxLength = 256;
    private const int NanoPlaces = 9;
    private const int ShortPlaces = 18;
    private const int ShortDigits = 15;
    private const string Multiples = "kMGTPE";
    private const string Fractions = "num";
    private const string BinaryMultiples = "KMGTPE";
    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, ShortPlaces + 1).Select(p => BigInteger.Pow(10, p))];
    private static readonly BigInteger One = Powers[NanoPlaces];
    private static readonly BigInteger Largest = long.MaxValue * One;
    private readonly BigInteger nanos;
    private readonly string? text;

    private Quantity(BigInteger nanos, string text)
    {
        this.nanos = nanos;
        this.text = text;
    }

    /// <summary>The amount in billionths.</summary>
    public BigInteger Billionths => nanos;

    /// <summary>Whether the amount is nothing, which limits nothing.</summary>
    public bool IsZero => nanos.IsZero;

    /// <summary>Reads an amount: sign, digits, decimals and one of the suffixes <c>n u m k M G T P E Ki Mi Gi Ti Pi Ei</c> or a decimal exponent.</summary>
    /// <param name="text">The text, of at most 256 characters.</param>
    /// <param name="quantity">The amount; zero where the text is none.</param>
    /// <returns>Whether the API server would take the text for an amount.</returns>
    public static bool TryParse(string text, out Quantity quantity)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        quantity = default;
        if (text.Length is 0 or > MaxLength)
            return false;
        if (TryShort(text, out quantity))
            return true;
        int start = text[0] is '-' or '+' ? 1 : 0;
        int point = EndOfDigits(text, start);
        int end = point < text.Length && text[point] == '.' ? EndOfDigits(text, point + 1) : point;
        string whole = text.Substring(start, point - start).TrimStart('0');
        string decimals = end > point ? text.Substring(point + 1, end - point - 1) : "";
        if (!TryScale(text.Substring(end), out int exponent, out int binary))
            return false;
        BigInteger amount = Shift(ReadDigits("0" + whole + decimals) << (10 * binary), (long)exponent - decimals.Length + NanoPlaces);
        bool isShort = binary == 0 && Math.Max(1, whole.Length) + decimals.Length <= ShortPlaces;
        amount = isShort ? amount : BigInteger.Min(amount, Largest);
        quantity = new Quantity(text[0] == '-' ? -amount : amount, text);
        return true;
    }

    /// <summary>Reads a field as an amount; a text that is none is unknown.</summary>
    public static Field<Quantity> Read(Field<string> field) => field.As<Quantity>(t => TryParse(t, out Quantity quantity) ? quantity : null);

    /// <summary>Whether the amount is larger than <paramref name="factor"/> times <paramref name="other"/>.</summary>
    public bool Exceeds(Quantity other, Quantity factor) => nanos * One > other.nanos * factor.nanos;

    /// <summary>The same amount, rounded up to a number of decimal places.</summary>
    internal Quantity RoundUp(int places)
    {
        BigInteger unit = Powers[NanoPlaces - places];
        BigInteger rest = BigInteger.Remainder(nanos, unit);
        return rest.IsZero ? this : new Quantity(nanos - rest + (nanos.Sign > 0 ? unit : -unit), text!);
    }

    /// <summary>The amount as the API server writes it: the shortest form in the kind of suffix that it was written with.</summary>
    internal string ToCanonical()
    {
        if (nanos.IsZero)
            return "0";
        string written = text!;
        bool isBinary = written[written.Length - 1] == 'i' && BigInteger.Remainder(nanos, One).IsZero && BigInteger.Abs(nanos) >= 1024 * One;
        if (isBinary)
            return Shortest(nanos / One, 1024, BinaryMultiples.Length, out int steps) + (steps == 0 ? "" : BinaryMultiples[steps - 1] + "i");
        string digits = Shortest(nanos, 1000, NanoPlaces / 3 + Multiples.Length, out int thousands);
        int exponent = 3 * thousands - NanoPlaces;
        if (written.IndexOfAny(['e', 'E']) is > 0 and var at && at < written.Length - 1)
            return digits + (exponent == 0 ? "" : "e" + exponent.ToString(CultureInfo.InvariantCulture));
        return digits + (exponent < 0 ? Fractions[thousands].ToString() : exponent == 0 ? "" : Multiples[exponent / 3 - 1].ToString());
    }

    private static string Shortest(BigInteger amount, int by, int most, out int steps)
    {
        for (steps = 0; steps < most; steps++)
        {
            BigInteger quotient = BigInteger.DivRem(amount, by, out BigInteger rest);
            if (!rest.IsZero)
                break;
            amount = quotient;
        }
        return amount.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => nanos.CompareTo(other.nanos);

    /// <summary>Whether both are the same amount, however written.</summary>
    public bool Equals(Quantity other) => nanos == other.nanos;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => nanos.GetHashCode();

    /// <summary>The amount as it was written.</summary>
    public override string ToString() => text ?? "0";

    /// <summary>Whether both are the same amount, however written.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the amount is smaller.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the amount is larger.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the amount is smaller or the same.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the amount is larger or the same.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a whole number of few digits with its suffix, as most amounts are, where it fits in 64 bits: with no large number in between.</summary>
    private static bool TryShort(string text, out Quantity quantity)
    {
        quantity = default;
        int digits = EndOfDigits(text, 0);
        int suffix = text.Length - digits;
        if (digits is 0 or > ShortDigits || suffix > 2 || (suffix == 2 && text[digits + 1] != 'i'))
            return false;
        int binary = suffix == 2 ? BinaryMultiples.IndexOf(text[digits]) + 1 : 0;
        int thousands = suffix != 1 ? 0
            : Multiples.IndexOf(text[digits]) is >= 0 and var multiple ? multiple + 1
            : Fractions.IndexOf(text[digits]) is >= 0 and var fraction ? fraction - Fractions.Length : NanoPlaces;
        int places = NanoPlaces + 3 * thousands;
        if ((suffix == 2 && binary == 0) || places > ShortPlaces)
            return false;
        long amount = 0;
        for (int i = 0; i < digits; i++)
            amount = 10 * amount + (text[i] - '0');
        if (amount > long.MaxValue >> (10 * binary))
            return false;
        amount <<= 10 * binary;
        for (; places > 0; places--)
        {
            if (amount > long.MaxValue / 10)
                return false;
            amount *= 10;
        }
        quantity = new Quantity(amount, text);
        return true;
    }

    private static BigInteger ReadDigits(string digits) =>
        digits.Length <= ShortPlaces
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static BigInteger Power(int places) => places < Powers.Length ? Powers[places] : BigInteger.Pow(10, places);

    private static int EndOfDigits(string text, int start)
    {
        while (start < text.Length && text[start] is >= '0' and <= '9')
            start++;
        return start;
    }

    /// <summary>What a suffix multiplies with: ten to the power of <paramref name="exponent"/>, or 1024 to that of <paramref name="binary"/>.</summary>
    private static bool TryScale(string suffix, out int exponent, out int binary)
    {
        exponent = suffix switch { "n" => -9, "u" => -6, "m" => -3, _ => 0 };
        binary = 0;
        if (suffix.Length == 0 || exponent != 0)
            return true;
        if (suffix.Length == 1)
            return (exponent = 3 * (Multiples.IndexOf(suffix[0]) + 1)) > 0;
        if (suffix.Length == 2 && suffix[1] == 'i')
            return (binary = BinaryMultiples.IndexOf(suffix[0]) + 1) > 0;
        return suffix[0] is 'e' or 'E' && int.TryParse(suffix.Substring(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
    }

    /// <summary>Multiplies with a power of ten, rounding up; powers beyond any amount are cut, so that no text costs more than its length.</summary>
    private static BigInteger Shift(BigInteger digits, long places)
    {
        if (places >= 0)
            return digits * Power((int)Math.Min(places, MaxLength));
        BigInteger quotient = BigInteger.DivRem(digits, Power((int)Math.Min(-places, 2 * MaxLength)), out BigInteger rest);
        return rest.IsZero ? quotient : quotient + 1;
    }
}
