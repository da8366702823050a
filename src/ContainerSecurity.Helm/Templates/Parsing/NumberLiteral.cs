using System.Globalization;

namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>A number as written in a template: Go's constants have no type until they are used.</summary>
internal sealed class NumberLiteral
{
    private NumberLiteral()
    {
    }

    /// <summary>The value as a signed integer; null where it is none.</summary>
    public long? Signed { get; private set; }

    /// <summary>The value as an unsigned integer; null where it is none.</summary>
    public ulong? Unsigned { get; private set; }

    /// <summary>The value as a floating-point number; null where it is none.</summary>
    public double? Float { get; private set; }

    /// <summary>The imaginary part; null where the number is not written as a complex one.</summary>
    public double? Imaginary { get; private set; }

    /// <summary>Reads a number or a character; null and what is wrong where it is none.</summary>
    public static NumberLiteral? Read(Token token, out string error)
    {
        error = "";
        if (token.Kind == TokenKind.CharConstant)
            return GoQuote.TryUnquoteCharacter(token.Value, out int code, out error) ? new() { Signed = code, Unsigned = (ulong)code, Float = code } : null;
        if (token.Value.EndsWith('i'))
            return ReadComplex(token.Value, out error);
        var number = new NumberLiteral { Unsigned = ReadUnsigned(token.Value), Signed = ReadSigned(token.Value) };
        if (number.Signed == 0)
            number.Unsigned = 0;
        if (number.Signed is { } signed)
            number.Float = signed;
        else if (number.Unsigned is { } unsigned)
            number.Float = unsigned;
        else if (ReadFloat(token.Value) is { } value)
        {
            if (token.Value.AsSpan().IndexOfAny(".eEpP") < 0)
            {
                error = $"integer overflow: {GoQuote.Quote(token.Value)}";
                return null;
            }
            number.SetFloat(value);
        }
        else
        {
            error = $"illegal number syntax: {GoQuote.Quote(token.Value)}";
            return null;
        }
        return number;
    }

    /// <summary>The value of a floating-point number of Go, decimal or hexadecimal; null where it is none or too large.</summary>
    public static double? ReadFloat(string text)
    {
        if (!HasGoodUnderscores(text))
            return null;
        text = text.Replace("_", "", StringComparison.Ordinal);
        int sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text.AsSpan(sign).StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ReadHexadecimalFloat(text.Substring(sign + 2)) is { } value ? (text[0] == '-' ? -value : value) : null;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out double read) && double.IsFinite(read) ? read : null;
    }

    /// <summary>The value of an integer of Go with its prefix; null where it is none or too large.</summary>
    public static ulong? ReadUnsigned(string text)
    {
        if (!HasGoodUnderscores(text))
            return null;
        text = text.Replace("_", "", StringComparison.Ordinal);
        int radix = 10;
        if (text.Length > 1 && text[0] == '0')
        {
            radix = char.ToLowerInvariant(text[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
            text = text.Substring(radix == 0 ? 1 : 2);
            radix = radix == 0 ? 8 : radix;
        }
        if (text.Length == 0)
            return null;
        ulong value = 0;
        foreach (char c in text)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix || value > (ulong.MaxValue - (ulong)digit) / (ulong)radix)
                return null;
            value = (value * (ulong)radix) + (ulong)digit;
        }
        return value;
    }

    /// <summary>The value of a signed integer of Go with its prefix; null where it is none or too large.</summary>
    public static long? ReadSigned(string text)
    {
        bool isNegative = text.StartsWith('-');
        ulong? size = ReadUnsigned(isNegative || text.StartsWith('+') ? text.Substring(1) : text);
        if (size is null || size > (ulong)long.MaxValue + (isNegative ? 1UL : 0))
            return null;
        return isNegative ? unchecked(-(long)size.Value) : (long)size.Value;
    }

    private static NumberLiteral? ReadComplex(string text, out string error)
    {
        int sign = text.LastIndexOfAny(['+', '-'], text.Length - 2);
        while (sign > 0 && text[sign - 1] is 'e' or 'E' or 'p' or 'P')
            sign = text.LastIndexOfAny(['+', '-'], sign - 1);
        double? real = sign > 0 ? ReadFloat(text.Substring(0, sign)) : 0;
        double? imaginary = ReadFloat(text.Substring(Math.Max(sign, 0), text.Length - 1 - Math.Max(sign, 0)));
        error = $"illegal number syntax: {GoQuote.Quote(text)}";
        if (real is null || imaginary is null)
            return null;
        var number = new NumberLiteral { Imaginary = imaginary };
        if (imaginary == 0)
            number.SetFloat(real.Value);
        number.Float = real;
        return number;
    }

    private static double? ReadHexadecimalFloat(string text)
    {
        int exponent = text.IndexOfAny(['p', 'P']);
        if (exponent < 0 || !int.TryParse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power))
            return null;
        string digits = text.Substring(0, exponent);
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            power -= 4 * (digits.Length - point - 1);
        digits = digits.Replace(".", "", StringComparison.Ordinal);
        double value = 0;
        foreach (char c in digits)
            value = (value * 16) + Convert.ToInt32(c.ToString(), 16);
        value *= Math.Pow(2, power);
        return digits.Length > 0 && double.IsFinite(value) ? value : null;
    }

    /// <summary>Underscores stand between digits, or between a prefix and a digit.</summary>
    private static bool HasGoodUnderscores(string text)
    {
        for (int i = text.IndexOf('_', StringComparison.Ordinal); i >= 0; i = text.IndexOf('_', i + 1))
        {
            bool follows = i > 0 && (char.IsAsciiHexDigit(text[i - 1]) || (i > 1 && text[i - 2] == '0' && text[i - 1] is 'x' or 'X' or 'o' or 'O'));
            if (!follows || i + 1 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]))
                return false;
        }
        return true;
    }

    private void SetFloat(double value)
    {
        Float = value;
        if (value is >= long.MinValue and < long.MaxValue && (long)value == value)
            Signed = (long)value;
        if (value is >= 0 and < ulong.MaxValue && (ulong)value == value)
            Unsigned = (ulong)value;
    }
}
