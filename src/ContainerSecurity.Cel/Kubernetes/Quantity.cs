using System.Globalization;
using System.Numerics;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>An amount of a resource, exact to a billionth; finer text is rounded up, as Kubernetes does.</summary>
internal sealed class Quantity(BigInteger nano) : CelOpaque(Type)
{
    public static new readonly CelType Type = CelType.Opaque("kubernetes.Quantity");

    private const string FormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private const string SuffixError = "unable to parse quantity's suffix";
    private const int MaxExponent = 1000;
    private static readonly BigInteger Billion = 1_000_000_000;

    public BigInteger Nano { get; } = nano;

    protected override bool EqualsOpaque(CelOpaque other) => Nano == ((Quantity)other).Nano;
    protected override int HashOpaque() => Nano.GetHashCode();

    public int Sign => Nano.Sign;
    public bool IsInteger => (Nano % Billion).IsZero && Nano / Billion is var whole && whole >= long.MinValue && whole <= long.MaxValue;
    public CelValue AsInteger() => IsInteger ? CelValue.From((long)(Nano / Billion)) : CelValue.Error("cannot convert value to integer");
    public double AsDouble() => (double)Nano / 1e9;
    public Quantity Add(Quantity other) => new(Nano + other.Nano);
    public Quantity Subtract(Quantity other) => new(Nano - other.Nano);
    public static Quantity Of(long value) => new(value * Billion);

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
        return new Quantity(negative ? -value : value);
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
        return suffix[0] is 'e' or 'E' && int.TryParse(suffix.Substring(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ten) && Math.Abs(ten) <= MaxExponent;
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
