namespace ContainerSecurity.Documents.Yaml;

/// <summary>Literal and folded blocks.</summary>
internal sealed partial class YamlScanner
{
    private void FetchBlockScalar(YamlScalarForm form)
    {
        DropKey();
        simpleKeyAllowed = true;
        ref YamlToken token = ref Append(YamlTokenKind.Scalar);
        token.Form = form;
        int given = ReadBlockHeader(ref token);
        int content = given == 0 ? -1 : Math.Max(indent, 0) + given;
        SkipBlankLines(ref content);
        while (Column == content && position < end && !(content == 0 && IsDocumentMarker(position)))
        {
            SkipLine();
            token.End = position;
            if (position >= end)
                break;
            BreakLine(position);
            SkipBlankLines(ref content);
        }
        token.Detail = content;
        Steps += position - token.Start;
    }

    /// <summary>Moves behind the line of the sign; gives the indentation that it names, or 0.</summary>
    private int ReadBlockHeader(ref YamlToken token)
    {
        position++;
        int given = 0;
        for (int i = 0; i < 2; i++)
        {
            char c = Current;
            if (c is '+' or '-' && token.Chomping == 0)
                token.Chomping = (sbyte)(c == '+' ? 1 : -1);
            else if (c is >= '0' and <= '9' && given == 0)
                given = c == '0' ? throw ZeroIndentation(position) : c - '0';
            else
                break;
            position++;
        }
        int header = position;
        position = BehindBlanks(position);
        if (Current == '#' && position < end)
            SkipComment();
        if (position < end && !YamlCharacters.IsBreak(text[position]))
            throw BadBlockHeader(token.Start);
        token.End = header;
        if (position < end)
            BreakLine(position);
        token.Content = position;
        return given;
    }

    /// <summary>
    /// Moves over blank lines and the indentation of the next one. Where the indentation is not known yet (-1), it
    /// becomes that of the deepest of these lines.
    /// </summary>
    private void SkipBlankLines(ref int content)
    {
        int deepest = 0;
        for (; ; )
        {
            while (Current == ' ' && (content < 0 || Column < content))
                position++;
            deepest = Math.Max(deepest, Column);
            if (Current == '\t' && (content < 0 ? Column <= indent : Column < content))
                throw TabIndents(position);
            if (position >= end || !YamlCharacters.IsBreak(text[position]))
                break;
            BreakLine(position);
        }
        if (content < 0)
            content = Math.Max(deepest, indent + 1);
    }
}
