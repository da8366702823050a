using System.Globalization;

namespace ContainerSecurity.Documents;

/// <summary>Scalars without quotes as the API server decodes them (YAML 1.1 through go-yaml v2). The first character decides what a text can be.</summary>
internal static class KubernetesScalars
{
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static bool TryBoolean(string text, out bool value)
    {
        switch (text)
        {
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "y" or "Y" or "on" or "On" or "ON":
                value = true;
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "n" or "N" or "off" or "Off" or "OFF":
                value = false;
                return true;
            default:
                value = false;
                return false;
        }
    }

    /// <summary>
    /// Reads an integer: decimal, with a prefix, octal with a leading 0; underscores anywhere behind the first
    /// character. A float of integral value counts, as JSON makes no difference.
    /// </summary>
    public static bool TryInteger(string text, out long value)
    {
        if (TryWhole(text, out ulong magnitude, out bool isNegative))
        {
            value = isNegative ? unchecked(-(long)magnitude) : (long)magnitude;
            return isNegative ? magnitude <= 1UL << 63 : magnitude <= long.MaxValue;
        }
        value = 0;
        if (!TryFloat(text, out double number) || number != Math.Floor(number) || Math.Abs(number) > 9e15)
            return false;
        value = (long)number;
        return true;
    }

    /// <summary>Reads a number. Infinity and NaN are none: JSON has no word for them.</summary>
    public static bool TryNumber(string text, out double value)
    {
        if (!TryWhole(text, out ulong magnitude, out bool isNegative))
            return TryFloat(text, out value) && !double.IsInfinity(value) && !double.IsNaN(value);
        value = isNegative ? -(double)magnitude : magnitude;
        return true;
    }

    /// <summary>Reads an integer of up to 64 bits beside its sign.</summary>
    public static bool TryWhole(string text, out ulong magnitude, out bool isNegative)
    {
        magnitude = 0;
        isNegative = false;
        if (text.Length == 0 || text[0] is not ((>= '0' and <= '9') or '-' or '+'))
            return false;
        string digits = text.IndexOf('_') < 0 ? text : text.Replace("_", "");
        isNegative = digits[0] == '-';
        int start = digits[0] is '-' or '+' ? 1 : 0;
        (ulong radix, int skip) = RadixOf(digits, start);
        if (digits.Length == start + skip)
            return false;
        for (int i = start + skip; i < digits.Length; i++)
        {
            ulong digit = DigitOf(digits[i]);
            if (digit >= radix || magnitude > (ulong.MaxValue - digit) / radix)
                return false;
            magnitude = (magnitude * radix) + digit;
        }
        return start == 0 || magnitude <= (isNegative ? 1UL << 63 : long.MaxValue);
    }

    /// <summary>Reads a float, <c>.inf</c> and <c>.nan</c> among them.</summary>
    public static bool TryFloat(string text, out double value)
    {
        value = 0;
        if (text.Length == 0 || text[0] is not ((>= '0' and <= '9') or '-' or '+' or '.'))
            return false;
        if (IsSpecial(text, out value))
            return true;
        if (text[0] == '.' && !SeparatesDigits(text))
            return false;
        string digits = text.IndexOf('_') < 0 ? text : text.Replace("_", "");
        return IsFloat(digits)
            && double.TryParse(
                digits,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out value)
            && !double.IsInfinity(value);
    }

    /// <summary>Whether a text is a number that JSON cannot hold: infinity, or none at all.</summary>
    public static bool IsInfinite(string text) => text.Length is 4 or 5 && IsSpecial(text, out _);

    private static bool IsSpecial(string text, out double value)
    {
        value = text switch
        {
            ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
            "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            _ => 0,
        };
        return value != 0;
    }

    private static bool SeparatesDigits(string text)
    {
        for (int i = text.IndexOf('_'); i >= 0; i = text.IndexOf('_', i + 1))
            if (i + 1 == text.Length || text[i - 1] is not (>= '0' and <= '9') || text[i + 1] is not (>= '0' and <= '9'))
                return false;
        return true;
    }

    /// <summary>Whether a text is digits with at most one point, and an exponent.</summary>
    private static bool IsFloat(string text)
    {
        int at = text[0] is '-' or '+' ? 1 : 0;
        int whole = Digits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            whole += Digits(text, ref at);
        }
        if (whole == 0)
            return false;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '-' or '+')
                at++;
            if (Digits(text, ref at) == 0)
                return false;
        }
        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        int from = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;
        return at - from;
    }

    private static (ulong Radix, int Skip) RadixOf(string digits, int start)
    {
        if (digits.Length - start < 2 || digits[start] != '0')
            return (10, 0);
        return digits[start + 1] switch
        {
            'x' or 'X' => (16, 2),
            'b' or 'B' => (2, 2),
            'o' or 'O' => (8, 2),
            _ => (8, 1),
        };
    }

    private static ulong DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => (ulong)(c - '0'),
        >= 'a' and <= 'f' => (ulong)(c - 'a' + 10),
        >= 'A' and <= 'F' => (ulong)(c - 'A' + 10),
        _ => ulong.MaxValue,
    };
}
