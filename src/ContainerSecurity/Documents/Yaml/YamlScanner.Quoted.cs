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
        if (position + digits > end
            || !uint.TryParse(
                text.Substring(position, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out uint code))
            throw BadHexadecimal(start, digits);
        position += digits;
        if (code is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            throw NoCharacter(start, position);
    }
}
