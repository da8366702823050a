using System.Globalization;
using System.Text;

namespace ContainerSecurity.Cel.Values;

/// <summary>Values as text: for people, and for <c>string(x)</c>.</summary>
internal static class ValueText
{
    public static string Of(CelValue value)
    {
        var text = new StringBuilder();
        Write(value, text, 0);
        return text.ToString();
    }

    private static void Write(CelValue value, StringBuilder text, int depth)
    {
        if (depth > 32)
        {
            text.Append("...");
            return;
        }
        switch (value.Kind)
        {
            case CelKind.Null: text.Append("null"); break;
            case CelKind.Bool: text.Append(value.IsTrue ? "true" : "false"); break;
            case CelKind.Int: text.Append(value.Bits.ToString(CultureInfo.InvariantCulture)); break;
            case CelKind.Uint: text.Append(value.UintBits.ToString(CultureInfo.InvariantCulture)); break;
            case CelKind.Double: text.Append(OfDouble(value.DoubleBits)); break;
            case CelKind.String: text.Append(value.AsString()); break;
            case CelKind.Duration: text.Append(DurationText.Format(value.Bits)); break;
            case CelKind.Bytes: text.Append(Encoding.UTF8.GetString(((CelBytes)value.Reference!).Content)); break;
            case CelKind.Type: text.Append(((CelType)value.Reference!).Name); break;
            case CelKind.Error or CelKind.Unknown: text.Append(value.Failure!.Message); break;
            case CelKind.Optional:
                var optional = (CelOptional)value.Reference!;
                text.Append(optional.HasValue ? "optional(" : "optional.none()");
                if (optional.HasValue)
                {
                    Write(optional.Value, text, depth + 1);
                    text.Append(')');
                }
                break;
            case CelKind.List:
                text.Append('[');
                var list = (CelList)value.Reference!;
                for (int i = 0; i < list.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Write(list[i], text, depth + 1);
                }
                text.Append(']');
                break;
            case CelKind.Map:
                text.Append('{');
                bool first = true;
                var map = (CelMap)value.Reference!;
                foreach (CelValue key in map.Keys)
                {
                    text.Append(first ? "" : ", ");
                    first = false;
                    Write(key, text, depth + 1);
                    text.Append(": ");
                    if (map.TryGet(key, out CelValue item))
                        Write(item, text, depth + 1);
                }
                text.Append('}');
                break;
            default: text.Append(value.Reference); break;
        }
    }

    /// <summary>The shortest text that reads back, in Go's form: exponents below 1e-4 and from 1e+21.</summary>
    public static string OfDouble(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
            return 1 / value < 0 ? "-0" : "0";
        string sign = value < 0 ? "-" : "";
        (string digits, int exponent) = Digits(shortest.TrimStart('-'));
        if (exponent is < -4 or >= 21)
            return sign
                + digits[0]
                + (digits.Length > 1 ? "." + digits.Substring(1) : "")
                + "e"
                + (exponent < 0 ? "-" : "+")
                + Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture);
        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;
        return sign + (digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : digits.Insert(exponent + 1, "."));
    }

    /// <summary>The significant digits of a positive number, and the exponent of the first.</summary>
    private static (string Digits, int Exponent) Digits(string text)
    {
        int e = text.IndexOf('E'), exponent = 0;
        if (e >= 0)
        {
            exponent = int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text.Substring(0, e);
        }
        int dot = text.IndexOf('.');
        int whole = dot < 0 ? text.Length : dot;
        string digits = dot < 0 ? text : text.Remove(dot, 1);
        int zeros = 0;
        while (zeros < digits.Length - 1 && digits[zeros] == '0')
            zeros++;
        return (digits.Substring(zeros).TrimEnd('0') is { Length: > 0 } d ? d : "0", exponent + whole - 1 - zeros);
    }
}
