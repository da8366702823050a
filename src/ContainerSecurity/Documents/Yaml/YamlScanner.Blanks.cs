namespace ContainerSecurity.Documents.Yaml;

/// <summary>What stands between tokens: blanks, line breaks, comments.</summary>
internal sealed partial class YamlScanner
{
    /// <summary>The offset of a tab on the current line where a block collection may not begin behind it, or -1.</summary>
    private int tab = -1;

    private void SkipToToken()
    {
        for (; position < end;)
        {
            switch (text[position])
            {
                case ' ':
                    position++;
                    break;
                case '\t':
                    SkipTab();
                    break;
                case '#':
                    SkipComment();
                    break;
                case YamlCharacters.ByteOrderMark when Column == 0 && last == YamlTokenKind.DocumentStart:
                    lineStart = shownLineStart = ++position;
                    break;
                case '\n' or '\r' or YamlCharacters.NextLine or YamlCharacters.LineSeparator or YamlCharacters.ParagraphSeparator:
                    BreakLine(position);
                    if (flowLevel == 0)
                        simpleKeyAllowed = true;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Tabs are blanks, but where the indentation of a block collection would depend on their width.</summary>
    private void SkipTab()
    {
        int rest = BehindBlanks(position);
        if (flowLevel == 0 && simpleKeyAllowed && !IsEndOfLine(rest))
        {
            if (Column <= indent)
                throw TabIndents(position);
            tab = position;
            simpleKeyAllowed = false;
        }
        position = rest;
    }

    private int BehindBlanks(int from)
    {
        while (YamlCharacters.IsBlank(At(from)))
            from++;
        return from;
    }

    /// <summary>Whether nothing but a comment follows on this line.</summary>
    private bool IsEndOfLine(int at) => at >= end || text[at] == '#' || YamlCharacters.IsBreak(text[at]);

    private void SkipComment()
    {
        int start = position;
        bool standsAlone = true;
        for (int i = start - 1; standsAlone && i >= lineStart; i--)
            standsAlone = YamlCharacters.IsBlank(text[i]) || text[i] == YamlCharacters.ByteOrderMark;
        SkipLine();
        int length = position;
        while (YamlCharacters.IsBlank(text[length - 1]))
            length--;
        (Comments ??= []).Add(new Comment(start, length, line, standsAlone));
    }

    /// <summary>Moves to the line break, over anything that a text may hold.</summary>
    private void SkipLine()
    {
        int start = position;
        for (; ; position++)
        {
            position = YamlCharacters.NextUnusual(text, position, end);
            if (position >= end || YamlCharacters.IsBreak(text[position]))
                break;
            CheckCharacter(position);
        }
        Steps += position - start;
    }

    private void CheckCharacter(int at)
    {
        if (!YamlCharacters.IsAllowed(text, at))
            throw BadCharacter(at);
    }
}
