using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Serialization;

/// <summary>What plain words mean to Helm's YAML (go-yaml v2, YAML 1.1), for reading and for knowing what needs quotes.</summary>
internal static partial class YamlWords
{
    private const string NumberStarts = "0123456789+-";

    /// <summary>The value of a plain word; null where it is a text.</summary>
    /// <param name="word">The word.</param>
    /// <param name="origin">Where it is written.</param>
    public static GoValue? Resolve(string word, Place? origin = null)
    {
        switch (word)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return NilValue.Value;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "y" or "Y" or "on" or "On" or "ON":
                return new BoolValue(true, origin);
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "n" or "N" or "off" or "Off" or "OFF":
                return new BoolValue(false, origin);
            case ".nan" or ".NaN" or ".NAN":
                return new FloatValue(double.NaN, origin);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return new FloatValue(double.PositiveInfinity, origin);
            case "-.inf" or "-.Inf" or "-.INF":
                return new FloatValue(double.NegativeInfinity, origin);
        }
        if (word[0] == '.')
            return NumberLiteral.ReadFloat(word) is { } fraction ? new FloatValue(fraction, origin) : null;
        return NumberStarts.Contains(word[0], StringComparison.Ordinal) ? ResolveNumber(word, origin) : null;
    }

    /// <summary>Whether a word would be read as a date by go-yaml; Helm keeps such as texts, but quotes them.</summary>
    public static bool IsTimestamp(string word) =>
        word.Length >= 8 && Timestamp().IsMatch(word) && IsDate(word);

    /// <summary>Whether a word is a number of base 60 to other readers of YAML 1.1.</summary>
    public static bool IsBase60(string word) => word.Length > 0 && NumberStarts.Contains(word[0], StringComparison.Ordinal) && Base60().IsMatch(word);

    private static GoValue? ResolveNumber(string word, Place? origin)
    {
        string plain = word.Replace("_", "", StringComparison.Ordinal);
        if (NumberLiteral.ReadSigned(plain) is { } signed)
            return new IntegerValue(signed, GoType.Int, origin);
        if (NumberLiteral.ReadUnsigned(plain) is { } unsigned)
            return new IntegerValue(unchecked((long)unsigned), GoType.Uint64, origin);
        return Float().IsMatch(plain) && NumberLiteral.ReadFloat(plain) is { } number ? new FloatValue(number, origin) : null;
    }

    private static bool IsDate(string word)
    {
        Match match = Timestamp().Match(word);
        int Part(int index) => int.Parse(match.Groups[index].ValueSpan, CultureInfo.InvariantCulture);
        return Part(2) is >= 1 and <= 12 && Part(3) is >= 1 && Part(3) <= DateTime.DaysInMonth(Math.Max(Part(1), 1), Part(2));
    }

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2}))| [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?)?\z")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\z")]
    private static partial Regex Base60();
}
