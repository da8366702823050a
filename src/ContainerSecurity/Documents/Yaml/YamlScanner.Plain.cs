namespace ContainerSecurity.Documents.Yaml;

/// <summary>Scalars without quotes.</summary>
internal sealed partial class YamlScanner
{
    private void FetchPlain()
    {
        CheckCharacter(position);
        SaveKey(out int level);
        simpleKeyAllowed = false;
        ref YamlToken token = ref Append(YamlTokenKind.Scalar);
        token.KeyLevel = level;
        token.Form = YamlScalarForm.Plain;
        ScanPlain(ref token);
        Steps += position - token.Start;
    }

    /// <summary>Moves behind a plain scalar and the blanks and line breaks that follow.</summary>
    private void ScanPlain(ref YamlToken token)
    {
        bool isBroken = false;
        token.IsSlice = true;
        while (position < end && text[position] != '#' && !(position == lineStart && IsDocumentMarker(position)))
        {
            int wordStart = position;
            SkipPlainWord();
            if (position == wordStart)
                break;
            token.IsSlice &= !isBroken;
            token.End = position;
            isBroken = SkipBlanksAndBreaks();
            if (isBroken && flowLevel == 0 && Column <= indent)
                break;
        }
        if (isBroken)
            simpleKeyAllowed = true;
    }

    /// <summary>Moves behind the characters up to a blank or a sign that ends the scalar.</summary>
    private void SkipPlainWord()
    {
        int at = position;
        for (; at < end; at++)
        {
            char c = text[at];
            if (YamlCharacters.IsPlainLetter(c))
                continue;
            if (YamlCharacters.EndsWord(c) || (c == ':' && YamlCharacters.EndsWord(At(at + 1))) || (flowLevel > 0 && YamlCharacters.IsFlowIndicator(c)))
                break;
            if (c is >= '\u007F' or < ' ')
                CheckCharacter(at);
        }
        position = at;
    }

    /// <summary>Moves over blanks and line breaks within or behind a plain scalar; says whether there was a line break.</summary>
    private bool SkipBlanksAndBreaks()
    {
        bool isBroken = false;
        while (position < end)
        {
            char c = text[position];
            if (c == ' ')
                position++;
            else if (c == '\t')
                SkipTabIn(isBroken);
            else if (YamlCharacters.IsBreak(c))
                BreakLine(position);
            else
                break;
            isBroken |= position == lineStart;
        }
        return isBroken;
    }

    private void SkipTabIn(bool startsLine)
    {
        int rest = BehindBlanks(position);
        if (startsLine && Column <= indent && !IsEndOfLine(rest))
            throw TabIndents(position);
        position = rest;
    }
}
