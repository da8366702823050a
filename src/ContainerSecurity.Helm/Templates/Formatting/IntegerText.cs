using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes integers.</summary>
internal static class IntegerText
{
    /// <summary>Writes an integer; null where the verb is none for integers.</summary>
    public static string? Write(IntegerValue integer, char verb, FormatFlags flags)
    {
        bool isSigned = integer.Kind == GoKind.Int;
        switch (verb)
        {
            case 'v' when flags.IsSource && !isSigned:
                return WriteDigits(integer, 16, verb, flags with { IsSharp = true });
            case 'v' or 'd':
                return WriteDigits(integer, 10, verb, flags);
            case 'b':
                return WriteDigits(integer, 2, verb, flags);
            case 'o' or 'O':
                return WriteDigits(integer, 8, verb, flags);
            case 'x' or 'X':
                return WriteDigits(integer, 16, verb, flags);
            case 'c':
                return Padding.Pad(RuneOf(integer).ToString(), flags);
            case 'q':
                return Padding.Pad(GoQuote.QuoteCharacter(isSigned ? integer.Value : (long)Math.Min(integer.Unsigned, int.MaxValue), flags.HasPlus), flags);
            case 'U':
                return WriteUnicode(integer, flags);
            default:
                return null;
        }
    }

    private static string WriteDigits(IntegerValue integer, int radix, char verb, FormatFlags flags)
    {
        bool isNegative = integer.Kind == GoKind.Int && integer.Value < 0;
        ulong size = isNegative ? unchecked((ulong)-integer.Value) : integer.Unsigned;
        int digits = 0;
        if (flags.Precision is { } precision)
        {
            digits = precision;
            if (precision == 0 && size == 0)
                return new string(' ', flags.Width ?? 0);
        }
        else if (flags is { IsZero: true, IsLeft: false, Width: { } width })
        {
            digits = width - (isNegative || flags.HasPlus || flags.HasSpace ? 1 : 0);
        }
        string text = InRadix(size, radix).PadLeft(digits, '0');
        if (verb == 'X')
            text = text.ToUpperInvariant();
        if (flags.IsSharp)
            text = radix switch { 2 => "0b", 8 => text[0] == '0' ? "" : "0", 16 => verb == 'X' ? "0X" : "0x", _ => "" } + text;
        if (verb == 'O')
            text = "0o" + text;
        string sign = isNegative ? "-" : flags.HasPlus ? "+" : flags.HasSpace ? " " : "";
        return Padding.Pad(sign + text, flags with { IsZero = false });
    }

    private static string InRadix(ulong value, int radix)
    {
        if (radix == 10)
            return value.ToString(CultureInfo.InvariantCulture);
        if (radix == 16)
            return value.ToString("x", CultureInfo.InvariantCulture);
        return Convert.ToString(unchecked((long)value), radix);
    }

    private static string WriteUnicode(IntegerValue integer, FormatFlags flags)
    {
        string text = "U+" + integer.Unsigned.ToString("X4", CultureInfo.InvariantCulture);
        if (flags.IsSharp && Rune.IsValid((uint)Math.Min(integer.Unsigned, uint.MaxValue)) && GoQuote.IsPrintable(RuneOf(integer)))
            text += $" '{RuneOf(integer)}'";
        return Padding.Pad(text, flags with { IsZero = false });
    }

    private static Rune RuneOf(IntegerValue integer) =>
        integer.Unsigned <= int.MaxValue && Rune.IsValid((int)integer.Unsigned) ? new Rune((int)integer.Unsigned) : Rune.ReplacementChar;
}
