using System.Globalization;
using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

internal sealed partial class TomlReader
{
    private string ReadString()
    {
        char quote = text[at];
        bool isLong = string.CompareOrdinal(text, at, new string(quote, 3), 0, 3) == 0;
        at += isLong ? 3 : 1;
        return isLong ? ReadLongString(quote) : ReadShortString(quote);
    }

    private string ReadShortString(char quote)
    {
        int start = at;
        StringBuilder? built = null;
        for (; at < text.Length && text[at] != '\n'; at++)
        {
            char c = text[at];
            if (c == quote)
            {
                string value = built?.ToString() ?? text[start..at];
                at++;
                return value;
            }
            if (c == '\\' && quote == '"')
            {
                built ??= new StringBuilder().Append(text, start, at - start);
                ReadEscape(built);
            }
            else
            {
                built?.Append(c);
            }
        }
        throw new PackageFormatException("a string does not end");
    }

    private string ReadLongString(char quote)
    {
        if (at < text.Length && text[at] == '\r')
            at++;
        if (at < text.Length && text[at] == '\n')
            at++;
        var built = new StringBuilder();
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == quote && string.CompareOrdinal(text, at, new string(quote, 3), 0, 3) == 0)
            {
                at += 3;
                for (int more = 0; more < 2 && at < text.Length && text[at] == quote; more++, at++)
                    built.Append(quote);
                return built.ToString();
            }
            if (c == '\\' && quote == '"')
                ReadEscape(built);
            else
                built.Append(c);
        }
        throw new PackageFormatException("a string does not end");
    }

    /// <summary>Reads from a backslash to the last character that belongs to it.</summary>
    private void ReadEscape(StringBuilder built)
    {
        if (++at >= text.Length)
            throw new PackageFormatException("a string does not end");
        switch (text[at])
        {
            case 'b': built.Append('\b'); break;
            case 't': built.Append('\t'); break;
            case 'n': built.Append('\n'); break;
            case 'f': built.Append('\f'); break;
            case 'r': built.Append('\r'); break;
            case 'e': built.Append('\e'); break;
            case '"': built.Append('"'); break;
            case '\\': built.Append('\\'); break;
            case 'u': ReadCode(built, 4); break;
            case 'U': ReadCode(built, 8); break;
            case ' ' or '\t' or '\r' or '\n': SkipFold(); break;
            default: throw new PackageFormatException("a string has an unknown escape");
        }
    }

    private void ReadCode(StringBuilder built, int digits)
    {
        if (at + digits >= text.Length
            || !int.TryParse(text.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || !Rune.IsValid(code))
            throw new PackageFormatException("a string has an escape that is no character");
        built.Append(new Rune(code).ToString());
        at += digits;
    }

    /// <summary>A backslash at the end of a line takes the white space with it up to the next character.</summary>
    private void SkipFold()
    {
        while (at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))
            at++;
    }
}
