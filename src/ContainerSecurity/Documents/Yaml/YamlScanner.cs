namespace ContainerSecurity.Documents.Yaml;

/// <summary>
/// Cuts a text into tokens, one at a time, by the rules of Go's libyaml family, which kubectl and the API server read
/// with. Where those refuse what YAML 1.2 allows, and nothing else could be meant, YAML 1.2 is followed.
/// </summary>
internal sealed partial class YamlScanner
{
    private readonly string text;
    private readonly int end;
    private YamlToken[] tokens = new YamlToken[16];
    private int head;
    private int tail;

    /// <summary>The number of the token at <see cref="head"/>, counted from the start.</summary>
    private int headNumber;
    private YamlTokenKind last = YamlTokenKind.DocumentStart;
    private int lastLine;
    private int position;

    /// <summary>Where the current line begins; columns, which are what indentation is about, count from here.</summary>
    private int lineStart;
    private int line = 1;

    /// <summary>Where the current line begins for people: their editors know fewer line breaks than YAML does.</summary>
    private int shownLineStart;

    /// <summary>Starts at an offset that begins a line.</summary>
    public YamlScanner(string text, int start, int line)
    {
        this.text = text;
        this.line = line;
        end = text.Length;
        position = lineStart = shownLineStart = start;
    }

    /// <summary>The comments met so far, in order; null where there is none.</summary>
    public List<Comment>? Comments { get; private set; }

    /// <summary>How much work was done, in tokens and characters looked at: what a bound on time is tested with.</summary>
    public long Steps { get; private set; }

    /// <summary>Where the last token ended, for events that have no text of their own.</summary>
    public int LastEnd { get; private set; }

    private int Column => position - lineStart;

    private char Current => position < end ? text[position] : '\0';

    /// <summary>The next token. It stays the next one until <see cref="Skip"/>.</summary>
    public ref YamlToken Peek()
    {
        while (head == tail || MayStillBecomeKey(ref tokens[head]))
            Fetch();
        return ref tokens[head];
    }

    /// <summary>Moves behind the next token.</summary>
    public void Skip()
    {
        LastEnd = tokens[head].End;
        headNumber++;
        if (++head == tail)
            head = tail = 0;
    }

    private char At(int offset) => offset < end ? text[offset] : '\0';

    private void Fetch()
    {
        Steps++;
        SkipToToken();
        CloseBlocks(Column);
        if (position >= end)
            FetchStreamEnd();
        else if (Column == 0 && FetchLineStart())
            return;
        else
            FetchByFirstCharacter(text[position]);
    }

    /// <summary>Takes what only the first column can hold: directives and document markers.</summary>
    private bool FetchLineStart()
    {
        if (text[position] == '%')
        {
            FetchDirective();
            return true;
        }
        if (!IsDocumentMarker(position))
            return false;
        CloseBlocks(-1);
        DropKey();
        simpleKeyAllowed = false;
        Append(text[position] == '-' ? YamlTokenKind.DocumentStart : YamlTokenKind.DocumentEnd, 3);
        return true;
    }

    private void FetchByFirstCharacter(char c)
    {
        switch (c)
        {
            case '[' or '{':
                OpenFlow(c == '[' ? YamlTokenKind.FlowSequenceStart : YamlTokenKind.FlowMappingStart);
                break;
            case ']' or '}':
                CloseFlow(c == ']' ? YamlTokenKind.FlowSequenceEnd : YamlTokenKind.FlowMappingEnd);
                break;
            case ',':
                DropKey();
                simpleKeyAllowed = true;
                Append(YamlTokenKind.FlowEntry, 1);
                break;
            case '-' when YamlCharacters.EndsWord(At(position + 1)):
                FetchBlockEntry();
                break;
            case '?' when flowLevel > 0 || YamlCharacters.EndsWord(At(position + 1)):
                FetchKey();
                break;
            case ':' when flowLevel > 0 ? !StartsFlowText() : YamlCharacters.EndsWord(At(position + 1)):
                FetchValue();
                break;
            case '*' or '&':
                FetchAnchor(c == '*' ? YamlTokenKind.Alias : YamlTokenKind.Anchor);
                break;
            case '!':
                FetchTag();
                break;
            case '|' or '>' when flowLevel == 0:
                FetchBlockScalar(c == '|' ? YamlScalarForm.Literal : YamlScalarForm.Folded);
                break;
            case '\'' or '"':
                FetchQuoted(c == '\'' ? YamlScalarForm.SingleQuoted : YamlScalarForm.DoubleQuoted);
                break;
            case '|' or '>' or '%' or '@' or '`':
                throw CannotStart(c);
            default:
                FetchPlain();
                break;
        }
    }

    /// <summary>Whether a colon in a flow collection begins a text, such as <c>::name</c>, at a place where the end of a key cannot stand.</summary>
    private bool StartsFlowText() =>
        last is YamlTokenKind.FlowSequenceStart or YamlTokenKind.FlowMappingStart or YamlTokenKind.FlowEntry or YamlTokenKind.Value
        && At(position + 1) is var next && !YamlCharacters.EndsWord(next) && !YamlCharacters.IsFlowIndicator(next);

    private bool IsDocumentMarker(int offset) =>
        At(offset) is '-' or '.' && At(offset + 1) == text[offset] && At(offset + 2) == text[offset] && YamlCharacters.EndsWord(At(offset + 3));

    private ref YamlToken Append(YamlTokenKind kind, int length)
    {
        ref YamlToken token = ref Append(kind);
        position += length;
        token.End = position;
        return ref token;
    }

    /// <summary>Appends a token that starts here; its end is set by who knows it.</summary>
    private ref YamlToken Append(YamlTokenKind kind)
    {
        if (tail == tokens.Length)
            MakeRoom();
        ref YamlToken token = ref tokens[tail++];
        token = default;
        token.Kind = last = kind;
        token.KeyLevel = -1;
        token.Start = token.End = position;
        token.Line = lastLine = line;
        token.Column = position - shownLineStart + 1;
        return ref token;
    }

    private void MakeRoom()
    {
        YamlToken[] room = head > tokens.Length / 2 ? tokens : new YamlToken[tokens.Length * 2];
        Array.Copy(tokens, head, room, 0, tail - head);
        tokens = room;
        tail -= head;
        head = 0;
    }

    private void FetchStreamEnd()
    {
        CloseBlocks(-1);
        DropKey();
        simpleKeyAllowed = false;
        Append(YamlTokenKind.StreamEnd);
        // The end ends the line too: what could have been a key is none.
        lineStart = end + 1;
    }

    /// <summary>Moves behind a line break.</summary>
    private void BreakLine(int at)
    {
        position = YamlCharacters.BehindBreak(text, at, end);
        lineStart = position;
        tab = -1;
        if (text[at] is not ('\n' or '\r'))
            return;
        line++;
        shownLineStart = position;
    }
}
