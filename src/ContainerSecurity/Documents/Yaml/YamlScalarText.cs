using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents.Yaml;

/// <summary>The values of scalars: lines folded, escapes resolved. The scanner has checked what is read here.</summary>
internal static class YamlScalarText
{
    /// <summary>The value of a scalar token.</summary>
    public static string Of(string text, in YamlToken token)
    {
        int inset = token.Form is YamlScalarForm.SingleQuoted or YamlScalarForm.DoubleQuoted ? 1 : 0;
        return token.IsSlice ? text.Substring(token.Start + inset, token.End - token.Start - 2 * inset)
            : token.Form is YamlScalarForm.Literal or YamlScalarForm.Folded ? Block(text, token)
            : Flow(text, token.Start + inset, token.End - inset, token.Form);
    }

    private static string Flow(string text, int at, int end, YamlScalarForm form)
    {
        var value = new StringBuilder(end - at);
        while (at < end)
        {
            char c = text[at];
            if (YamlCharacters.IsBlank(c) || YamlCharacters.IsBreak(c))
                at = Fold(text, at, end, value, isEscaped: false);
            else if (c == '\'' && form == YamlScalarForm.SingleQuoted)
            {
                value.Append(c);
                at += 2;
            }
            else if (c == '\\' && form == YamlScalarForm.DoubleQuoted)
                at = Escape(text, at + 1, end, value);
            else
            {
                value.Append(c);
                at++;
            }
        }
        return value.ToString();
    }

    /// <summary>Appends blanks as they are, or line breaks folded, and gives the offset behind them.</summary>
    private static int Fold(string text, int at, int end, StringBuilder value, bool isEscaped)
    {
        int start = at;
        int breaks = 0;
        char first = '\0';
        int trailing = value.Length;
        for (; at < end;)
        {
            char c = text[at];
            if (YamlCharacters.IsBlank(c))
            {
                at++;
                continue;
            }
            if (!YamlCharacters.IsBreak(c))
                break;
            if (breaks++ == 0 && !isEscaped)
                first = Normal(c);
            else
                value.Append(Normal(c));
            at = YamlCharacters.BehindBreak(text, at, end);
        }
        if (breaks == 0)
            value.Append(isEscaped ? "" : text.Substring(start, at - start));
        else if (first is YamlCharacters.LineSeparator or YamlCharacters.ParagraphSeparator)
            value.Insert(trailing, first);
        else if (first == '\n' && value.Length == trailing)
            value.Append(' ');
        return at;
    }

    private static int Escape(string text, int at, int end, StringBuilder value)
    {
        char c = text[at];
        if (YamlCharacters.IsBreak(c))
            return Fold(text, YamlCharacters.BehindBreak(text, at, end), end, value, isEscaped: true);
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            value.Append(YamlEscapes.CharacterOf(c));
            return at + 1;
        }
        int code = int.Parse(text.Substring(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (code < 0x10000)
            value.Append((char)code);
        else
            value.Append(char.ConvertFromUtf32(code));
        return at + 1 + digits;
    }

    private static string Block(string text, in YamlToken token)
    {
        var value = new StringBuilder();
        var blankLines = new StringBuilder();
        char lastBreak = '\0';
        bool wasIndented = false;
        int at = token.Content;
        int column = SkipBlankLines(text, ref at, token.Detail, blankLines);
        while (column == token.Detail && at < text.Length && !(column == 0 && IsDocumentMarker(text, at)))
        {
            bool isIndented = YamlCharacters.IsBlank(text[at]);
            if (token.Form == YamlScalarForm.Literal || wasIndented || isIndented || lastBreak != '\n')
                AppendBreak(value, lastBreak);
            else if (blankLines.Length == 0)
                value.Append(' ');
            value.Append(blankLines);
            blankLines.Clear();
            wasIndented = isIndented;
            int start = at;
            while (at < text.Length && !YamlCharacters.IsBreak(text[at]))
                at++;
            value.Append(text, start, at - start);
            lastBreak = '\0';
            if (at == text.Length)
                break;
            lastBreak = Normal(text[at]);
            at = YamlCharacters.BehindBreak(text, at, text.Length);
            column = SkipBlankLines(text, ref at, token.Detail, blankLines);
        }
        if (token.Chomping >= 0)
            AppendBreak(value, lastBreak);
        if (token.Chomping > 0)
            value.Append(blankLines);
        return value.ToString();
    }

    /// <summary>Moves behind blank lines and indentation; gives the column reached. A last line of nothing but blanks counts as a blank one.</summary>
    private static int SkipBlankLines(string text, ref int at, int indentation, StringBuilder breaks)
    {
        for (; ; )
        {
            int start = at;
            while (at < text.Length && text[at] == ' ' && at - start < indentation)
                at++;
            if (at == text.Length && at > start)
                breaks.Append('\n');
            if (at == text.Length || !YamlCharacters.IsBreak(text[at]))
                return at - start;
            breaks.Append(Normal(text[at]));
            at = YamlCharacters.BehindBreak(text, at, text.Length);
        }
    }

    private static bool IsDocumentMarker(string text, int at) =>
        at + 2 < text.Length
        && text[at] is '-' or '.'
        && text[at + 1] == text[at]
        && text[at + 2] == text[at]
        && (at + 3 == text.Length || YamlCharacters.EndsWord(text[at + 3]));

    private static void AppendBreak(StringBuilder value, char lineBreak)
    {
        if (lineBreak != '\0')
            value.Append(lineBreak);
    }

    /// <summary>A line break as values hold it: all but two are a line feed.</summary>
    private static char Normal(char lineBreak) => lineBreak is YamlCharacters.LineSeparator or YamlCharacters.ParagraphSeparator ? lineBreak : '\n';
}
