using System.Globalization;
using System.Text;
using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Extensions;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>
/// The text of <c>"...".format([...])</c> by the second version of the extension, which Kubernetes keeps: what lists
/// and maps hold is written as CEL, numbers as in English.
/// </summary>
internal static class KubernetesFormat
{
    private const int MaxDepth = 64;

    public static CelValue Apply(string format, CelList arguments)
    {
        var read = FormatText.Read(format);
        var text = new StringBuilder();
        int next = 0;
        try
        {
            foreach (FormatText.Part part in read.Parts)
            {
                if (!part.IsClause)
                    text.Append(part.Text);
                else if (next >= arguments.Count)
                    return CelValue.Error($"index {next} out of range");
                else
                    text.Append(Clause(part, arguments[next++]));
            }
        }
        catch (FormatException e)
        {
            return CelValue.Error("error during formatting: " + e.Message);
        }
        return read.Error is { } error ? CelValue.Error(next >= arguments.Count ? $"index {next} out of range" : error) : CelValue.From(text.ToString());
    }

    /// <summary>What a clause says of an argument that it does not take.</summary>
    public static string Refusal(char verb, string type) => verb switch
    {
        'd' => "decimal clause can only be used on integers, was given " + type,
        'f' => "fixed-point clause can only be used on doubles, was given " + type,
        'e' => "scientific clause can only be used on doubles, was given " + type,
        'b' => "only integers and bools can be formatted as binary, was given " + type,
        'o' => "octal clause can only be used on integers, was given " + type,
        'x' or 'X' => "only integers, byte buffers, and strings can be formatted as hex, was given " + type,
        _ => "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given " + type,
    };

    private static string Clause(FormatText.Part part, CelValue value)
    {
        switch (part.Verb)
        {
            case 's':
                return Text(value, 0);
            case 'd' when value.IsInt || value.IsUint:
                return ValueText.Of(value);
            case 'f' or 'e' when DoubleOf(value) is { } number:
                return !IsFinite(number) ? double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞"
                    : part.Verb == 'f' ? Grouped(FixedPoint.Format(number, part.Precision))
                    // The precision of this clause is read and not obeyed.
                    : FixedPoint.PowerOfTen(number, FormatText.DefaultPrecision);
            case 'b' when value.IsBool:
                return value.IsTrue ? "1" : "0";
            case 'b' or 'o' or 'x' or 'X' when value.IsInt || value.IsUint:
                return Format.Radix(value, part.Verb == 'b' ? 2 : part.Verb == 'o' ? 8 : 16, part.Verb == 'X');
            case 'x' or 'X' when value.Reference is string or CelBytes:
                byte[] bytes = value.Reference is string s ? Encoding.UTF8.GetBytes(s) : ((CelBytes)value.Reference).Content;
                return string.Concat(bytes.Select(b => b.ToString(part.Verb == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture)));
            default:
                throw new FormatException(Refusal(part.Verb, value.Type.Name));
        }
    }

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static double? DoubleOf(CelValue value) => value.Reference switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => value.IsDouble ? value.DoubleBits : null,
    };

    /// <summary>A comma before every three digits of the whole part.</summary>
    private static string Grouped(string number)
    {
        int dot = number.IndexOf('.');
        var text = new StringBuilder(number);
        for (int i = (dot < 0 ? number.Length : dot) - 3; i > (number[0] == '-' ? 1 : 0); i -= 3)
            text.Insert(i, ',');
        return text.ToString();
    }

    private static string Text(CelValue value, int depth)
    {
        switch (value.Kind)
        {
            case CelKind.Null:
                return "null";
            case CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String or CelKind.Timestamp:
                return ValueText.Of(value);
            case CelKind.Double:
                return GoNumbers.Format(value.DoubleBits);
            case CelKind.Duration:
                return KubernetesConversions.DurationToText(value.Bits);
            case CelKind.Type:
                return value.Type is CelType && value.Reference is CelType type ? type.Name : ValueText.Of(value);
            case CelKind.Bytes:
                return Conversions.ToString(value) is { IsError: false } text
                    ? text.AsString()
                    : throw new FormatException("invalid UTF-8 in bytes, cannot convert to string");
            case CelKind.List when depth < MaxDepth:
                return "[" + string.Join(", ", ListFunctions.Items(value).Select(i => Literal(i, depth + 1))) + "]";
            case CelKind.Map when depth < MaxDepth:
                return "{"
                    + string.Join(
                        ", ",
                        Entries((CelMap)value.Reference!, depth + 1)
                            .OrderBy(e => e.Key, StringComparer.Ordinal)
                            .Select(e => $"{e.Key}:{e.Value}"))
                    + "}";
            default:
                throw new FormatException(Refusal('s', value.Type.Name));
        }
    }

    private static IEnumerable<(string Key, string Value)> Entries(CelMap map, int depth)
    {
        foreach (CelValue key in map.Keys)
        {
            if (key.Kind is not (CelKind.String or CelKind.Bool or CelKind.Int or CelKind.Uint))
                throw new FormatException($"no formatting function for map key of type {key.Type.Name}");
            if (map.TryGet(key, out CelValue value))
                yield return (Literal(key, depth), Literal(value, depth));
        }
    }

    /// <summary>A value inside a list or map, as it would be written in an expression.</summary>
    private static string Literal(CelValue value, int depth) => value.Kind switch
    {
        CelKind.String => Quoted(value.AsString()),
        CelKind.Bytes => "b" + Quoted(Text(value, depth)),
        CelKind.Double => IsFinite(value.DoubleBits)
            ? FixedPoint.Format(value.DoubleBits, FormatText.DefaultPrecision)
            : Quoted(GoNumbers.Format(value.DoubleBits)),
        CelKind.Timestamp => $"timestamp({Quoted(Text(value, depth))})",
        CelKind.Duration => $"duration({Quoted(Text(value, depth))})",
        CelKind.Optional or CelKind.Opaque => throw new FormatException("no formatting function for " + value.Type.Name),
        _ => Text(value, depth),
    };

    /// <summary>A text in quotes, as Go's <c>%q</c>.</summary>
    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            int simple = "\a\b\f\n\r\t\v\\\"".IndexOf(c);
            if (simple >= 0)
                text.Append('\\').Append("abfnrtv\\\""[simple]);
            else if (c < ' ' || c == 0x7F)
                text.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
            else if (IsHidden(CharUnicodeInfo.GetUnicodeCategory(value, i)))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }
        return text.Append('"').ToString();
    }

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
