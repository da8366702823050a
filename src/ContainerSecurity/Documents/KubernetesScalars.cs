using System.Globalization;

namespace ContainerSecurity.Documents;

/// <summary>Plain scalars as the API server decodes them (YAML 1.1 through go-yaml v2), where they differ from YAML 1.2.</summary>
internal static class KubernetesScalars
{
    private const int MaxLength = 80;

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

    public static bool TryInteger(string text, out long value)
    {
        if (TryWholeNumber(text, out value))
            return true;
        return text.Length is > 0 and <= MaxLength && StartsLikeNumber(text) && TryIntegralFloat(WithoutUnderscores(text), out value);
    }

    /// <summary>Reads an integer that is written as one: decimal, hexadecimal, binary or octal.</summary>
    public static bool TryWholeNumber(string text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && !HasOctalPrefix(text))
            return true;
        value = 0;
        return text.Length is > 0 and <= MaxLength && StartsLikeNumber(text) && TryPrefixed(WithoutUnderscores(text), out value);
    }

    /// <summary>Reads a number that is no integer. Infinity and NaN are text: JSON has no word for them.</summary>
    public static bool TryNumber(string text, out double value)
    {
        value = 0;
        return text.Length is > 0 and <= 400 && StartsLikeNumber(text)
            && double.TryParse(text.Replace("_", ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            && !double.IsInfinity(value) && !double.IsNaN(value);
    }

    private static string WithoutUnderscores(string text) => text.IndexOf('_') < 0 ? text : text.Replace("_", "");

    private static bool StartsLikeNumber(string text) => text[0] is (>= '0' and <= '9') or '-' or '+' or '.';

    private static bool HasOctalPrefix(string text)
    {
        string digits = text.TrimStart('-', '+');
        return digits.Length > 1 && digits[0] == '0';
    }

    private static bool TryPrefixed(string text, out long value)
    {
        value = 0;
        int start = text[0] is '-' or '+' ? 1 : 0;
        if (text.Length - start < 2 || text[start] != '0')
            return text.Length > start && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        (int radix, int skip) = text[start + 1] switch
        {
            'x' or 'X' => (16, 2),
            'b' or 'B' => (2, 2),
            'o' or 'O' => (8, 2),
            _ => (8, 1),
        };
        if (text.Length == start + skip)
            return false;
        for (int i = start + skip; i < text.Length; i++)
        {
            int digit = text[i] switch
            {
                >= '0' and <= '9' => text[i] - '0',
                >= 'a' and <= 'f' => text[i] - 'a' + 10,
                >= 'A' and <= 'F' => text[i] - 'A' + 10,
                _ => int.MaxValue,
            };
            if (digit >= radix || value > (long.MaxValue - digit) / radix)
                return false;
            value = value * radix + digit;
        }
        value = text[0] == '-' ? -value : value;
        return true;
    }

    private static bool TryIntegralFloat(string text, out long value)
    {
        value = 0;
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            || number != Math.Floor(number) || Math.Abs(number) > 9e15)
            return false;
        value = (long)number;
        return true;
    }
}
