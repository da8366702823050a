using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates;

/// <summary>Quotes and unquotes as Go's <c>strconv</c> does.</summary>
internal static class GoQuote
{
    private const string InvalidSyntax = "invalid syntax";

    /// <summary>A text in quotes of Go.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAscii">Whether all beyond ASCII is escaped.</param>
    /// <param name="quote">The quotation mark.</param>
    public static string Quote(string text, bool isAscii = false, char quote = '"')
    {
        var quoted = new StringBuilder().Append(quote);
        for (int i = 0; i < text.Length;)
        {
            if (GoBytes.IsKeptByte(text, i))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{(byte)text[i++]:x2}");
                continue;
            }
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int read);
            i += read;
            AppendQuoted(quoted, rune, quote, isAscii);
        }
        return quoted.Append(quote).ToString();
    }

    /// <summary>A character in single quotes of Go.</summary>
    public static string QuoteCharacter(long code, bool isAscii = false)
    {
        var rune = code is >= 0 and <= int.MaxValue && Rune.IsValid((int)code) ? new Rune((int)code) : Rune.ReplacementChar;
        var quoted = new StringBuilder("'");
        AppendQuoted(quoted, rune, '\'', isAscii);
        return quoted.Append('\'').ToString();
    }

    /// <summary>The text that a literal of Go stands for; false where it is none.</summary>
    public static bool TryUnquote(string literal, out string text, out string error)
    {
        text = "";
        error = InvalidSyntax;
        if (literal.Length < 2 || literal[0] != literal[^1])
            return false;
        string inner = literal.Substring(1, literal.Length - 2);
        if (literal[0] == '`')
        {
            text = inner.Replace("\r", "", StringComparison.Ordinal);
            return !inner.Contains('`', StringComparison.Ordinal);
        }
        var bytes = new List<byte>(inner.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (int i = 0; i < inner.Length;)
        {
            if (inner[i] == '"' || inner[i] == '\n' || !TryReadCharacter(inner, ref i, '"', out int code, out bool isByte))
                return false;
            if (isByte)
                bytes.Add((byte)code);
            else
                bytes.AddRange(buffer[..new Rune(code).EncodeToUtf8(buffer)]);
        }
        text = GoBytes.Text([.. bytes]);
        return true;
    }

    /// <summary>The character that a literal in single quotes stands for.</summary>
    public static bool TryUnquoteCharacter(string literal, out int code, out string error)
    {
        int at = 1;
        error = InvalidSyntax;
        if (!TryReadCharacter(literal, ref at, '\'', out code, out _))
            return false;
        if (at == literal.Length - 1 && literal[at] == '\'')
            return true;
        error = $"malformed character constant: {literal}";
        return false;
    }

    /// <summary>Whether Go takes a character for one that can be printed.</summary>
    public static bool IsPrintable(Rune rune) =>
        rune.Value is ' ' or UnknownValue.Hole
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void AppendQuoted(StringBuilder quoted, Rune rune, char quote, bool isAscii)
    {
        int c = rune.Value;
        if (c == quote || c == '\\')
            quoted.Append('\\').Append((char)c);
        else if (isAscii ? c < 0x80 && IsPrintable(rune) : IsPrintable(rune))
            quoted.Append(rune.ToString());
        else if ("\a\b\f\n\r\t\v".IndexOf((char)c, StringComparison.Ordinal) is >= 0 and var known && c < 0x80)
            quoted.Append('\\').Append("abfnrtv"[known]);
        else if (c is < ' ' or 0x7f)
            quoted.Append(CultureInfo.InvariantCulture, $"\\x{c:x2}");
        else if (c <= char.MaxValue)
            quoted.Append(CultureInfo.InvariantCulture, $"\\u{c:x4}");
        else
            quoted.Append(CultureInfo.InvariantCulture, $"\\U{c:x8}");
    }

    /// <summary>Reads one character of a literal, escaped or not.</summary>
    private static bool TryReadCharacter(string text, ref int at, char quote, out int code, out bool isByte)
    {
        code = 0;
        isByte = false;
        if (at >= text.Length || text[at] == quote)
            return false;
        if (text[at] != '\\')
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int read);
            code = rune.Value;
            at += read;
            return true;
        }
        if (++at >= text.Length)
            return false;
        char escape = text[at++];
        if ("abfnrtv\\".IndexOf(escape, StringComparison.Ordinal) is >= 0 and var known)
        {
            code = "\a\b\f\n\r\t\v\\"[known];
            return true;
        }
        switch (escape)
        {
            case '\'' or '"':
                code = escape;
                return escape == quote;
            case >= '0' and <= '7':
                at--;
                isByte = true;
                return TryReadDigits(text, ref at, 3, 8, out code) && code <= byte.MaxValue;
            case 'x':
                isByte = true;
                return TryReadDigits(text, ref at, 2, 16, out code);
            case 'u':
                return TryReadDigits(text, ref at, 4, 16, out code) && Rune.IsValid(code);
            case 'U':
                return TryReadDigits(text, ref at, 8, 16, out code) && Rune.IsValid(code);
            default:
                return false;
        }
    }

    private static bool TryReadDigits(string text, ref int at, int count, int radix, out int value)
    {
        long read = 0;
        value = 0;
        if (at + count > text.Length)
            return false;
        for (int end = at + count; at < end; at++)
        {
            int digit = char.IsAsciiHexDigit(text[at]) ? Convert.ToInt32(text[at].ToString(), 16) : radix;
            if (digit >= radix)
                return false;
            read = (read * radix) + digit;
        }
        value = read <= int.MaxValue ? (int)read : -1;
        return value >= 0;
    }
}
