using System.Globalization;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>
/// What words without quotes mean in resources, which Kustomize reads with go-yaml v3: booleans are those of YAML 1.2,
/// whole numbers those of YAML 1.1.
/// </summary>
internal static partial class PlainWords
{
    /// <summary>What a word is.</summary>
    public static ScalarTag TagOf(string word)
    {
        switch (word)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ScalarTag.Null;
            case "true" or "True" or "TRUE" or "false" or "False" or "FALSE":
                return ScalarTag.Boolean;
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                return ScalarTag.Float;
        }
        char first = word[0];
        if (first == '.')
            return Float().IsMatch(word) ? ScalarTag.Float : ScalarTag.Text;
        if (first is not (>= '0' and <= '9') and not ('+' or '-'))
            return ScalarTag.Text;
        if (TryTimestamp(word, out _))
            return ScalarTag.Timestamp;
        string plain = word.Replace("_", "", StringComparison.Ordinal);
        return TryInteger(plain, out _, out _) ? ScalarTag.Integer
            : Float().IsMatch(plain) ? ScalarTag.Float
            : ScalarTag.Text;
    }

    /// <summary>Reads a whole number of at most 64 bits.</summary>
    public static bool TryInteger(string word, out ulong magnitude, out bool isNegative)
    {
        string plain = word.Replace("_", "", StringComparison.Ordinal);
        magnitude = 0;
        isNegative = plain.StartsWith('-');
        string digits = plain.Length > 0 && plain[0] is '-' or '+' ? plain.Substring(1) : plain;
        (uint radix, int skip) = digits.Length < 2 || digits[0] != '0' ? (10u, 0)
            : char.ToLowerInvariant(digits[1]) switch { 'x' => (16u, 2), 'b' => (2u, 2), 'o' => (8u, 2), _ => (8u, 1) };
        if (digits.Length == skip)
            return false;
        foreach (char c in digits.AsSpan(skip))
        {
            uint digit = char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : uint.MaxValue;
            if (digit >= radix || magnitude > (ulong.MaxValue - digit) / radix)
                return false;
            magnitude = (magnitude * radix) + digit;
        }
        return !isNegative || magnitude <= 1UL << 63;
    }

    /// <summary>Reads a number.</summary>
    public static double ReadFloat(string word) => word switch
    {
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        _ => double.Parse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a date, and gives it as JSON has it.</summary>
    public static bool TryTimestamp(string word, out string json)
    {
        json = "";
        if (word.Length < 8 || !char.IsAsciiDigit(word[0]) || !Timestamp().IsMatch(word))
            return false;
        string[] formats =
        [
            "yyyy-M-d", "yyyy-M-d'T'H:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK", "yyyy-M-d H:m:s.FFFFFFF",
        ];
        if (!DateTimeOffset.TryParseExact(word, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return false;
        string time = date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        json = time + (date.Offset == TimeSpan.Zero ? "Z" : date.ToString("zzz", CultureInfo.InvariantCulture));
        return true;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]| )[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\z")]
    private static partial Regex Timestamp();
}
