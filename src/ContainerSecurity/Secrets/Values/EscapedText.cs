using System.Globalization;
using System.Text;

namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Reads the escapes by which code, JSON, properties, HTML and XML write characters: <c>\u00e4</c>, <c>\xe4</c>,
/// <c>&amp;#228;</c>, <c>&amp;quot;</c>.
/// </summary>
internal static class EscapedText
{
    private const int LongestEntity = 8;

    private static readonly (string Name, char Character)[] Entities =
    [
        ("quot", '"'), ("apos", '\''), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("nbsp", ' '),
    ];

    /// <summary>The text with the characters that its escapes stand for; the text itself where it has none.</summary>
    public static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0 && text.IndexOf('&') < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int length = text[i] switch
            {
                '\\' => ReadEscape(text, i, plain),
                '&' => ReadEntity(text, i, plain),
                _ => 0,
            };
            if (length == 0)
            {
                plain.Append(text[i]);
                length = 1;
            }
            i += length;
        }
        return plain.Length == text.Length ? text : plain.ToString();
    }

    private static int ReadEscape(string text, int at, StringBuilder plain)
    {
        int digits = at + 1 < text.Length ? text[at + 1] switch { 'u' => 4, 'x' => 2, _ => 0 } : 0;
        if (at + 1 < text.Length && text[at + 1] is '\'' or '"' or '/')
        {
            plain.Append(text[at + 1]);
            return 2;
        }
        if (at + 1 < text.Length && text[at + 1] is 'n' or 't' && plain.Length > 0 && plain[plain.Length - 1] > '\u007f')
        {
            plain.Append(' ');
            return 2;
        }
        if (digits == 0 || at + 2 + digits > text.Length || !TryReadHexadecimal(text.Substring(at + 2, digits), out int code))
            return 0;
        plain.Append((char)code);
        return digits + 2;
    }

    private static int ReadEntity(string text, int at, StringBuilder plain)
    {
        int end = text.IndexOf(';', at, Math.Min(LongestEntity + 2, text.Length - at));
        if (end < at + 2)
            return 0;
        string name = text.Substring(at + 1, end - at - 1);
        int code = 0;
        if (name[0] == '#' && (name.Length > 2 && name[1] is 'x' or 'X' ? TryReadHexadecimal(name.Substring(2), out code) : int.TryParse(
                name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out code)))
        {
            if (code is <= 0 or > char.MaxValue)
                return 0;
            plain.Append((char)code);
            return end + 1 - at;
        }
        foreach ((string entity, char character) in Entities)
            if (entity == name)
            {
                plain.Append(character);
                return end + 1 - at;
            }
        return 0;
    }

    private static bool TryReadHexadecimal(string digits, out int code) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
}
