using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Scalars as compose reads them: YAML 1.2, with the booleans of YAML 1.1 where a boolean is asked for.</summary>
internal static class ComposeScalars
{
    /// <summary>Whether a value is of a type of JSON.</summary>
    public static bool IsOfType(DocumentNode node, string type) => type switch
    {
        "object" => node is MappingNode,
        "array" => node is SequenceNode,
        "integer" => node is ScalarNode scalar && TryNumber(scalar, out double number) && number == Math.Floor(number),
        _ => node is ScalarNode scalar && TypeOf(scalar) == type,
    };

    /// <summary>The type of JSON that a scalar has: null, boolean, number or string.</summary>
    public static string TypeOf(ScalarNode scalar) =>
        scalar.Style != ScalarStyle.Plain ? "string"
        : scalar.IsNull ? "null"
        : scalar.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? "boolean"
        : TryNumber(scalar, out _) ? "number"
        : "string";

    /// <summary>Reads a number that is written without quotes.</summary>
    public static bool TryNumber(ScalarNode scalar, out double number)
    {
        number = 0;
        if (scalar.Style != ScalarStyle.Plain || scalar.Text.Length == 0 || scalar.Text[0] is not ((>= '0' and <= '9') or '-' or '+' or '.'))
            return false;
        if (double.TryParse(
            scalar.Text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number))
            return true;
        bool isInteger = scalar.TryInteger(out long integer);
        number = integer;
        return isInteger;
    }

    /// <summary>Reads a boolean, quoted or not; null where the text is none.</summary>
    public static bool? Boolean(string text) => text.ToLowerInvariant() switch
    {
        "true" or "t" or "1" or "yes" or "y" or "on" => true,
        "false" or "f" or "0" or "no" or "n" or "off" => false,
        _ => null,
    };

    /// <summary>
    /// Reads an amount of bytes such as <c>64m</c>, <c>1.5GB</c>, <c>512</c> or <c>2gib</c>; null where the text is
    /// none. A multiple is one of 1024.
    /// </summary>
    public static long? Bytes(string text)
    {
        string amount = text.Trim().ToLowerInvariant();
        int end = 0;
        while (end < amount.Length && amount[end] is (>= '0' and <= '9') or '.' or '-')
            end++;
        string unit = amount.Substring(end).Trim();
        int power = unit.Length == 0 ? 0 : "bkmgtp".IndexOf(unit[0]);
        if (power < 0
            || (unit.Length > 1 && unit.Substring(1) is not ("b" or "ib"))
            || !double.TryParse(amount.Substring(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return null;
        double bytes = number * Math.Pow(1024, power);
        return Math.Abs(bytes) < long.MaxValue ? (long)bytes : null;
    }
}
