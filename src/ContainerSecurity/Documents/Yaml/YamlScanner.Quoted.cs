using System.Globalization;

namespace ContainerSecurity.Documents.Yaml;

/// <summary>Scalars in quotes.</summary>
internal sealed partial class YamlScanner
{
    private void FetchQuoted(YamlScalarForm form)
    {
        SaveKey(out int level);
        simpleKeyAllowed = false;
        ref YamlToken token = ref Append(YamlTokenKind.Scalar);
        token.KeyLevel = level;
        token.Form = form;
        token.IsSlice = true;
        char quote = text[position++];
        for (; ; )
        {
            if (position >= end)
                throw NotClosed(token.Start, quote);
            char c = text[position];
            if (c == quote)
            {
                position++;
                if (quote != '\'' || Current != '\'')
                    break;
                token.IsSlice = false;
                position++;
            }
            else if (c == '\\' && quote == '"')
            {
                token.IsSlice = false;
                SkipEscape();
            }
            else if (c is >= ' ' and <= '~')
                position++;
            else
                SkipUnusual(ref token, quote);
        }
        token.End = position;
        Steps += position - token.Start;
    }

    private void SkipUnusual(ref YamlToken token, char quote)
    {
        if (!YamlCharacters.IsBreak(text[position]))
        {
            CheckCharacter(position++);
            return;
        }
        token.IsSlice = false;
        BreakLine(position);
        if (position < end && IsDocumentMarker(position))
            throw NotClosed(token.Start, quote);
    }

    private void SkipEscape()
    {
        int start = position++;
        char c = Current;
        if (YamlCharacters.IsBreak(c))
            return;
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            if (YamlEscapes.CharacterOf(c) == '\0' && c != '0')
                throw BadEscape(start, start + 2);
            position++;
            return;
        }
        position++;
        if (position + digits > end || !uint.TryParse(text.Substring(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code))
            throw BadHexadecimal(start, digits);
        position += digits;
        if (code > 0x10FFFF || (code is >= 0xD800 and <= 0xDFFF && !IsHalfOfPair(start, code)))
            throw NoCharacter(start, position);
    }

    /// <summary>Whether an escape is one half of a character that is written as two, as JSON does.</summary>
    private bool IsHalfOfPair(int start, uint code)
    {
        int other = code < 0xDC00 ? start + 6 : start - 6;
        return other >= 0 && other + 6 <= end && At(start + 1) == 'u' && text[other] == '\\' && text[other + 1] == 'u'
            && uint.TryParse(text.Substring(other + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint half)
            && (code < 0xDC00 ? half is >= 0xDC00 and <= 0xDFFF : half is >= 0xD800 and <= 0xDBFF);
    }
}
