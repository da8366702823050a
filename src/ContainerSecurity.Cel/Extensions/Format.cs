using System.Globalization;
using System.Numerics;
using System.Text;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The text of <c>"...".format([...])</c>.</summary>
internal static class Format
{
    private const int DefaultPrecision = 6;
    private const int MaxPrecision = 1000;

    public static CelValue Apply(string format, CelList arguments)
    {
        var text = new StringBuilder();
        int next = 0;
        try
        {
            for (int i = 0; i < format.Length; i++)
            {
                if (format[i] != '%')
                {
                    text.Append(format[i]);
                    continue;
                }
                if (++i >= format.Length)
                    return CelValue.Error("could not parse formatting clause: unexpected end of string");
                if (format[i] == '%')
                {
                    text.Append('%');
                    continue;
                }
                int precision = Precision(format, ref i);
                if (next >= arguments.Count)
                    return CelValue.Error($"index {next} out of range");
                if (i >= format.Length)
                    return CelValue.Error("could not parse formatting clause: unexpected end of string");
                text.Append(Clause(format[i], precision, arguments[next++]));
            }
        }
        catch (FormatException e)
        {
            return CelValue.Error(e.Message);
        }
        return CelValue.From(text.ToString());
    }

    private static int Precision(string format, ref int i)
    {
        if (format[i] != '.')
            return DefaultPrecision;
        int start = ++i, precision = 0;
        for (; i < format.Length && format[i] is >= '0' and <= '9'; i++)
            precision = Math.Min(precision * 10 + (format[i] - '0'), MaxPrecision + 1);
        if (i == start)
            throw new FormatException("could not parse formatting clause: error while parsing precision");
        return precision <= MaxPrecision
            ? precision
            : throw new FormatException($"could not parse formatting clause: precision exceeds the maximum of {MaxPrecision}");
    }

    private static string Clause(char verb, int precision, CelValue value) => verb switch
    {
        's' => Text(value),
        'd' => Decimal(value),
        'b' => value.IsBool ? (value.IsTrue ? "1" : "0") : Radix(value, 2, "only integers and bools can be formatted as binary"),
        'o' => Radix(value, 8, "octal clause can only be used on integers"),
        'x' => Hex(value),
        'X' => Hex(value).ToUpperInvariant(),
        'f' => Number(value, "fixed-point", d => FixedPoint.Format(d, precision)),
        'e' => Number(value, "scientific", d => FixedPoint.Scientific(d, precision)),
        _ => throw new FormatException($"could not parse formatting clause: unrecognized formatting clause \"{verb}\""),
    };

    private static FormatException Wrong(string what, CelValue value) => new($"error during formatting: {what}, was given {value.Type.Name}");

    private static string? Special(CelValue value) =>
        !value.IsDouble ? null
            : double.IsNaN(value.DoubleBits) ? "NaN"
            : double.IsInfinity(value.DoubleBits) ? (value.DoubleBits > 0 ? "Infinity" : "-Infinity")
            : null;

    public static string Text(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Double:
                return Special(value) ?? FixedPoint.Shortest(value.DoubleBits);
            case CelKind.List:
                var list = (CelList)value.Reference!;
                return "[" + string.Join(", ", Enumerable.Range(0, list.Count).Select(i => Text(list[i]))) + "]";
            case CelKind.Map:
                var map = (CelMap)value.Reference!;
                IEnumerable<string> entries = map.Keys.Select(k => (Key: Text(k), Value: map.TryGet(k, out CelValue v) ? Text(v) : ""))
                    .OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + ": " + e.Value);
                return "{" + string.Join(", ", entries) + "}";
            case CelKind.Optional or CelKind.Opaque:
                throw Wrong("string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps", value);
            default:
                return ValueText.Of(value);
        }
    }

    private static string Decimal(CelValue value) => value.Kind switch
    {
        CelKind.Int or CelKind.Uint => ValueText.Of(value),
        _ => Special(value) ?? throw Wrong("decimal clause can only be used on integers", value),
    };

    private static string Radix(CelValue value, int radix, string what) =>
        value.IsInt || value.IsUint ? Radix(value, radix, isUpper: false) : throw Wrong(what, value);

    /// <summary>An integer by the digits of another base.</summary>
    public static string Radix(CelValue value, int radix, bool isUpper)
    {
        BigInteger number = value.IsInt ? value.Bits : value.UintBits;
        if (number.IsZero)
            return "0";
        var digits = new StringBuilder();
        for (BigInteger rest = BigInteger.Abs(number); !rest.IsZero; rest /= radix)
            digits.Insert(0, (isUpper ? "0123456789ABCDEF" : "0123456789abcdef")[(int)(rest % radix)]);
        return (number.Sign < 0 ? "-" : "") + digits;
    }

    private static string Hex(CelValue value)
    {
        byte[]? bytes = value.Reference switch
        {
            string s => Encoding.UTF8.GetBytes(s),
            CelBytes b => b.Content,
            _ => null,
        };
        return bytes is not null
            ? string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)))
            : Radix(value, 16, "only integers, byte buffers, and strings can be formatted as hex");
    }

    private static string Number(CelValue value, string clause, Func<double, string> format)
    {
        if (Special(value) is { } special)
            return special;
        return value.Kind switch
        {
            CelKind.Double => format(value.DoubleBits),
            CelKind.Int => format(value.Bits),
            CelKind.Uint => format(value.UintBits),
            _ => throw Wrong($"{clause} clause can only be used on doubles", value),
        };
    }
}
