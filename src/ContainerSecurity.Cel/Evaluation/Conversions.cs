using System.Globalization;
using System.Text;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The functions named after types.</summary>
internal static class Conversions
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static CelValue ToInt(CelValue v) => v.Kind switch
    {
        CelKind.Int => v,
        CelKind.Uint => v.Bits < 0 ? Errors.IntOverflow : CelValue.From(v.Bits),
        // The lower bound is excluded too, as cel-go does: a double cannot tell it from what lies below.
        CelKind.Double => v.DoubleBits is > -TwoTo63 and < TwoTo63 ? CelValue.From((long)v.DoubleBits) : Errors.IntOverflow,
        CelKind.String => long.TryParse(v.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long i)
            ? CelValue.From(i)
            : Errors.Conversion(v, "int"),
        CelKind.Timestamp => CelValue.From(((CelTimestamp)v.Reference!).Seconds),
        CelKind.Duration => CelValue.From(v.Bits),
        _ => Errors.NoSuchOverloadOf("int", v),
    };

    public static CelValue ToUint(CelValue v) => v.Kind switch
    {
        CelKind.Uint => v,
        CelKind.Int => v.Bits < 0 ? Errors.UintOverflow : CelValue.From(v.UintBits),
        CelKind.Double => v.DoubleBits is >= 0 and < TwoTo64 ? CelValue.From(Numbers.ToUint64(Math.Truncate(v.DoubleBits))) : Errors.UintOverflow,
        CelKind.String => ulong.TryParse(v.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong u)
            ? CelValue.From(u)
            : Errors.Conversion(v, "uint"),
        _ => Errors.NoSuchOverloadOf("uint", v),
    };

    public static CelValue ToDouble(CelValue v) => v.Kind switch
    {
        CelKind.Double => v,
        CelKind.Int => CelValue.From((double)v.Bits),
        CelKind.Uint => CelValue.From((double)v.UintBits),
        CelKind.String => ParseDouble(v.AsString()) is { } d ? CelValue.From(d) : Errors.Conversion(v, "double"),
        _ => Errors.NoSuchOverloadOf("double", v),
    };

    private static double? ParseDouble(string text)
    {
        switch (text.TrimStart('+', '-').ToUpperInvariant())
        {
            case "NAN": return double.NaN;
            case "INF" or "INFINITY": return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
        return double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double d)
                && !double.IsInfinity(d)
            ? d
            : null;
    }

    public static CelValue ToString(CelValue v)
    {
        switch (v.Kind)
        {
            case CelKind.String: return v;
            case CelKind.Bytes:
                try
                {
                    return CelValue.From(StrictUtf8.GetString(((CelBytes)v.Reference!).Content));
                }
                catch (ArgumentException)
                {
                    return CelValue.Error("invalid UTF-8 in bytes, cannot convert to string");
                }
            case CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Double or CelKind.Timestamp or CelKind.Duration:
                return CelValue.From(ValueText.Of(v));
            default: return v.Reference is CelOpaque ? CelValue.From(v.ToString()) : Errors.NoSuchOverloadOf("string", v);
        }
    }

    public static CelValue ToBytes(CelValue v) => v.Kind switch
    {
        CelKind.Bytes => v,
        CelKind.String => CelValue.From(new CelBytes(Encoding.UTF8.GetBytes(v.AsString()))),
        _ => Errors.NoSuchOverloadOf("bytes", v),
    };

    public static CelValue ToBool(CelValue v) => v.Kind switch
    {
        CelKind.Bool => v,
        CelKind.String => v.AsString() switch
        {
            "1" or "t" or "T" or "TRUE" or "true" or "True" => CelValue.True,
            "0" or "f" or "F" or "FALSE" or "false" or "False" => CelValue.False,
            _ => Errors.Conversion(v, "bool"),
        },
        _ => Errors.NoSuchOverloadOf("bool", v),
    };

    public static CelValue ToTimestamp(CelValue v) => v.Kind switch
    {
        CelKind.Timestamp => v,
        CelKind.Int => CelTimestamp.Create(v.Bits, 0) is { } time ? CelValue.From(time) : Errors.TimestampOverflow,
        CelKind.String => CelTimestamp.Parse(v.AsString()) is { } time ? CelValue.From(time) : Errors.Conversion(v, "google.protobuf.Timestamp"),
        _ => Errors.NoSuchOverloadOf("timestamp", v),
    };

    public static CelValue ToDuration(CelValue v) => v.Kind switch
    {
        CelKind.Duration => v,
        CelKind.Int => CelValue.FromDuration(v.Bits),
        CelKind.String => DurationText.Parse(v.AsString()) is { } nanoseconds
            ? CelValue.FromDuration(nanoseconds)
            : Errors.Conversion(v, "google.protobuf.Duration"),
        _ => Errors.NoSuchOverloadOf("duration", v),
    };

    public static CelValue Size(CelValue v) => v.Reference switch
    {
        string s => CelValue.From((long)CodePoints.Count(s)),
        CelList list => CelValue.From((long)list.Count),
        CelMap map => CelValue.From((long)map.Count),
        CelBytes bytes => CelValue.From((long)bytes.Content.Length),
        _ => Errors.NoSuchOverloadOf("size", v),
    };
}
