namespace ContainerSecurity.Documents.Yaml;

/// <summary>Anchors, aliases, tags and directives.</summary>
internal sealed partial class YamlScanner
{
    private void FetchAnchor(YamlTokenKind kind)
    {
        SaveKey(out int level);
        simpleKeyAllowed = false;
        ref YamlToken token = ref Append(kind);
        token.KeyLevel = level;
        int start = ++position;
        while (YamlCharacters.IsAnchorLetter(Current))
            position++;
        char c = Current;
        if (position == start || !(YamlCharacters.EndsWord(c) || c is ':' or ',' or ']' or '}'))
            while (position < end && !YamlCharacters.EndsWord(text[position]) && !YamlCharacters.IsFlowIndicator(text[position]))
                CheckCharacter(position++);
        if (position == start)
            throw Nameless(token.Start, kind);
        token.End = position;
        Steps += position - start;
    }

    private void FetchTag()
    {
        SaveKey(out int level);
        simpleKeyAllowed = false;
        ref YamlToken token = ref Append(YamlTokenKind.Tag);
        token.KeyLevel = level;
        position++;
        if (Current == '<')
            SkipVerbatimTag(ref token);
        else
            SkipShortTag(ref token);
        if (position < end && !YamlCharacters.EndsWord(text[position]) && !(flowLevel > 0 && YamlCharacters.IsFlowIndicator(text[position])))
            throw BadTag(token.Start, position);
        token.End = position;
        Steps += position - token.Start;
    }

    private void SkipVerbatimTag(ref YamlToken token)
    {
        position++;
        while (YamlCharacters.IsTagLetter(Current))
            position++;
        if (Current != '>' || position == token.Start + 2)
            throw BadTag(token.Start, position);
        position++;
    }

    /// <summary>
    /// Moves behind <c>!name</c> or <c>!handle!name</c>. A comma belongs to the name, as Go's libyaml family has it,
    /// where a node follows that the tag can be of.
    /// </summary>
    private void SkipShortTag(ref YamlToken token)
    {
        int handle = position;
        while (YamlCharacters.IsAnchorLetter(At(handle)))
            handle++;
        token.Detail = At(handle) == '!' ? handle + 1 : token.Start + 1;
        position = token.Detail;
        while (YamlCharacters.IsTagLetter(Current) && !(flowLevel > 0 && (Current == ']' || (Current == ',' && SeparatesItems(position)))))
            position++;
        if (At(handle) == '!' && handle > token.Start + 1 && position == token.Detail)
            throw BadTag(token.Start, position);
    }

    private bool SeparatesItems(int comma)
    {
        int next = comma + 1;
        if (!YamlCharacters.EndsWord(At(next)))
            return false;
        while (YamlCharacters.IsBlank(At(next)) || (next < end && YamlCharacters.IsBreak(text[next])))
            next++;
        Steps += next - comma;
        return At(next) is '!' or ',' or ']' or '}';
    }

    private void FetchDirective()
    {
        CloseBlocks(-1);
        DropKey();
        simpleKeyAllowed = false;
        ref YamlToken token = ref Append(YamlTokenKind.OtherDirective);
        int name = ++position;
        while (YamlCharacters.IsAnchorLetter(Current))
            position++;
        token.Detail = position;
        bool isVersion = Matches(name, "YAML"), isTag = Matches(name, "TAG");
        token.Kind = last = isVersion ? YamlTokenKind.VersionDirective : isTag ? YamlTokenKind.TagDirective : YamlTokenKind.OtherDirective;
        if (position == name)
            throw BadDirective(token.Start);
        if (isVersion)
            SkipVersion(token.Start);
        else if (isTag)
            SkipTagDirective(token.Start);
        else
            while (position < end && text[position] != '#' && !YamlCharacters.IsBreak(text[position]))
                CheckCharacter(position++);
        token.End = position;
        position = BehindBlanks(position);
        if (position < end && text[position] == '#')
            SkipComment();
        if (position < end && !YamlCharacters.IsBreak(text[position]))
            throw BadDirective(token.Start);
        Steps += position - token.Start;
    }

    private bool Matches(int from, string word) => position - from == word.Length && string.CompareOrdinal(text, from, word, 0, word.Length) == 0;

    private void SkipVersion(int start)
    {
        position = BehindBlanks(position);
        SkipNumber(start);
        if (Current != '.')
            throw BadDirective(start);
        position++;
        SkipNumber(start);
    }

    private void SkipNumber(int start)
    {
        int from = position;
        while (Current is >= '0' and <= '9')
            position++;
        if (position == from || position - from > 9)
            throw BadDirective(start);
    }

    private void SkipTagDirective(int start)
    {
        position = BehindBlanks(position);
        int handle = position;
        if (Current != '!')
            throw BadDirective(start);
        position++;
        while (YamlCharacters.IsAnchorLetter(Current))
            position++;
        if (Current == '!')
            position++;
        else if (position > handle + 1)
            throw BadDirective(start);
        int blank = position;
        position = BehindBlanks(position);
        int prefix = position;
        while (YamlCharacters.IsTagLetter(Current))
            position++;
        if (prefix == blank || position == prefix)
            throw BadDirective(start);
    }
}
