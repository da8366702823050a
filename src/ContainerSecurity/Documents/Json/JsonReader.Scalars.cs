using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents.Json;

/// <summary>Strings, literals, and what stands between them.</summary>
internal sealed partial class JsonReader
{
    private ScalarNode ReadStringNode()
    {
        int start = position;
        string? value = ReadString(out _);
        return new ScalarNode(file, start, position, value, ScalarStyle.Quoted);
    }

    private ScalarNode ReadLiteral()
    {
        int from = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '-' or '+' or '.'))
            position++;
        string literal = KnownWords.Cut(text, from, position - from);
        bool valid = literal is "true" or "false" or "null"
            || (literal.Length > 0
                && literal[0] is '-' or (>= '0' and <= '9')
                && double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return valid ? new ScalarNode(file, from, position, literal, ScalarStyle.Plain) : throw new JsonFormatException(from, "a value is expected.");
    }

    /// <summary>Moves behind a string; null where its value is what stands between its quotes.</summary>
    private string? ReadString(out bool isSlice)
    {
        int from = ++position;
        while (position < text.Length && text[position] is not ('"' or '\\' or '\n'))
            position++;
        isSlice = IsAt('"');
        if (isSlice)
        {
            position++;
            return null;
        }
        var builder = new StringBuilder(text, from, position - from, Math.Max(16, (position - from) * 2));
        while (position < text.Length && text[position] is not ('"' or '\n'))
        {
            char c = text[position++];
            builder.Append(c == '\\' ? ReadEscape() : c);
        }
        Expect('"');
        return builder.ToString();
    }

    private char ReadEscape()
    {
        char c = position < text.Length ? text[position++] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when position + 4 <= text.Length
                && ushort.TryParse(text.Substring(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                position += 4;
                return (char)unit;
            default:
                throw new JsonFormatException(position - 1, "this escape sequence does not exist.");
        }
    }

    private void SkipWhiteSpace()
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '/':
                    SkipComment();
                    continue;
                case '\n':
                    NewLine();
                    break;
                case ' ' or '\t' or '\r':
                    break;
                default:
                    return;
            }
            position++;
        }
    }

    private void NewLine()
    {
        line++;
        lineStart = position + 1;
    }

    /// <summary>Moves to the end of a comment: to its line break, or behind its last sign.</summary>
    private void SkipComment()
    {
        int start = position, startLine = line;
        bool isBlock = position + 1 < text.Length && text[position + 1] == '*';
        if (!isBlock && (position + 1 >= text.Length || text[position + 1] != '/'))
            throw new JsonFormatException(position, "a value is expected.");
        NoteExtension(start);
        bool standsAlone = string.IsNullOrWhiteSpace(text.Substring(lineStart, start - lineStart));
        int end = isBlock ? text.IndexOf("*/", position + 2, StringComparison.Ordinal) : text.IndexOf('\n', position);
        if (end < 0 && isBlock)
            throw new JsonFormatException(start, "this comment is not closed.");
        end = end < 0 ? text.Length : isBlock ? end + 2 : end;
        for (; position < end; position++)
            if (text[position] == '\n')
                NewLine();
        (comments ??= []).Add(new Comment(start, end, startLine, standsAlone));
    }
}
