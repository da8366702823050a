using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Reads the value of a name, on from the end of the name.</summary>
internal ref struct ValueReader(string text, int at, int end)
{
    private const int LongestValue = 4096;
    private const int WidestGap = 64;
    private const int LongestType = 32;

    private static readonly CharacterSet BareEnd = CharacterSet.Space | CharacterSet.Of("\"'`<>;,&|)}]\\");

    private static readonly CharacterSet LineEnd = CharacterSet.Of("\r\n");

    private int at = at;

    public int Start { get; private set; }

    public int End { get; private set; }

    public ValueForm Form { get; private set; }

    public bool ReadValue(bool isFlag, bool isElement, bool isInstruction, ref TextWalk walk)
    {
        bool wasQuoted = SkipClosing();
        if (isElement && Is('>'))
        {
            at++;
            return ReadElement(ref walk);
        }
        int closed = at;
        if (SkipToValueMember())
            return text[at - 1] == '>' ? ReadElement(ref walk) : ReadAfterOperator(ValueForm.Certain, isColon: false, ref walk);
        at = closed;
        SkipBlanks();
        if (at == end)
            return false;
        switch (text[at])
        {
            case '=':
                return ReadAfterEquals(ref walk);
            case '?' or '.' or '+' or '|' when SkipToEquals():
                return ReadAfterEquals(ref walk);
            case ':':
                return ReadAfterColon(ref walk);
            case ',' when wasQuoted:
                at++;
                SkipSpace();
                SkipListItem();
                return at < end && text[at] is '"' or '\'' or '\\' && ReadAfterOperator(ValueForm.Quoted, isColon: false, ref walk);
            case '>' when isElement:
                return false;
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '*' or '[' when at > closed && !wasQuoted && !isFlag && !isInstruction:
                return SkipType() && ReadAfterEquals(ref walk) && Form == ValueForm.Quoted;
            default:
                return isInstruction && at > closed && text[at] is not ('"' or '\'') ? ReadLine(ref walk)
                    : isInstruction && at > closed ? ReadAfterOperator(ValueForm.Certain, isColon: false, ref walk)
                    : isFlag && at > closed ? ReadAfterOperator(ValueForm.Bare, isColon: false, ref walk)
                    : isFlag && SkipListItem() && ReadAfterOperator(ValueForm.Certain, isColon: false, ref walk);
        }
    }

    private readonly bool Is(char c) => at < end && text[at] == c;

    private bool ReadAfterEquals(ref TextWalk walk)
    {
        at++;
        if (at < end && text[at] is '=' or '~')
            return false;
        if (Is('>'))
            at++;
        return ReadAfterOperator(ValueForm.Bare, isColon: false, ref walk);
    }

    /// <summary>Operators that assign and do more: <c>?=</c>, <c>??=</c>, <c>.=</c>, <c>+=</c>, <c>||=</c>.</summary>
    private bool SkipToEquals()
    {
        int first = at;
        int last = Math.Min(end, at + 3);
        while (at < last && text[at] is '?' or '.' or '+' or '|')
            at++;
        if (Is('='))
            return true;
        at = first;
        return false;
    }

    /// <summary>The type that some languages declare behind the name: <c>var password string = "x"</c>.</summary>
    private bool SkipType()
    {
        int last = Math.Min(end, at + LongestType);
        while (at < last && (CharacterSet.Word.Contains(text[at]) || text[at] is '*' or '[' or ']' or '.'))
            at++;
        SkipBlanks();
        return Is('=');
    }

    private bool ReadAfterColon(ref TextWalk walk)
    {
        at++;
        if (at < end && text[at] is ':' or '/')
            return false;
        if (at < end && text[at] is '=' or '-')
            at++;
        return ReadAfterOperator(ValueForm.Bare, isColon: true, ref walk);
    }

    private bool ReadAfterOperator(ValueForm form, bool isColon, ref TextWalk walk)
    {
        SkipBlanks();
        if (isColon && at < end && text[at] is '|' or '>')
            return ReadBlock(ref walk);
        if (at + 1 < end && text[at] is '@' or 'b' or 'r' or 'u' or 'f' or 'L' && text[at + 1] is '"' or '\'')
            at++;
        if (at < end && text[at] is '"' or '\'' or '`' || (at + 1 < end && text[at] == '\\' && text[at + 1] is '"' or '\''))
            return ReadQuoted(form, ref walk);
        return ReadBare(form, isColon, ref walk);
    }

    private bool ReadQuoted(ValueForm form, ref TextWalk walk)
    {
        int first = at;
        bool isClosed = SkipToQuote(form);
        walk.Add(at - first);
        if (isClosed && End - Start > 4 && text[Start] == '\\' && text[Start + 1] == '"' && text[End - 1] == '"' && text[End - 2] == '\\')
            (Start, End) = (Start + 2, End - 2);
        return isClosed;
    }

    private bool SkipToQuote(ValueForm form)
    {
        bool isEscaped = text[at] == '\\';
        if (isEscaped)
            at++;
        char quote = text[at++];
        if (at + 1 < end && text[at] == quote && text[at + 1] == quote)
            at += 2;
        Start = at;
        int last = Math.Min(end, at + LongestValue);
        for (; at < last && text[at] is not ('\n' or '\r'); at++)
        {
            if (text[at] == quote)
            {
                End = at;
                Form = form == ValueForm.Certain ? form : ValueForm.Quoted;
                return true;
            }
            if (text[at] != '\\' || at + 1 == last)
                continue;
            if (isEscaped && text[at + 1] == quote)
            {
                End = at;
                Form = ValueForm.Quoted;
                return true;
            }
            at++;
        }
        return false;
    }

    /// <summary>All up to the end of the line.</summary>
    private bool ReadLine(ref TextWalk walk)
    {
        Start = at;
        int last = Math.Min(end, at + LongestValue);
        at = walk.Until(LineEnd, text, at, last);
        End = at;
        while (End > Start && text[End - 1] is ' ' or '\t' or '\\')
            End--;
        Form = ValueForm.Certain;
        return at < last || at == end;
    }

    private bool ReadBare(ValueForm form, bool isColon, ref TextWalk walk)
    {
        Start = at;
        int last = Math.Min(end, at + LongestValue);
        at = walk.Until(BareEnd, text, at, last);
        End = at;
        Form = form;
        if (at == last)
            return at == end;
        int bareEnd = at;
        if (text[at] == ' ')
        {
            SkipBlanks();
            if (isColon && Is('='))
                return ReadAfterEquals(ref walk);
            return !isColon || at == end || text[at] is '#' or '\n' or '\r' or '/' or ',' or '}' or '"';
        }
        at = bareEnd;
        return true;
    }

    /// <summary>The first line of a block of YAML.</summary>
    private bool ReadBlock(ref TextWalk walk)
    {
        int last = Math.Min(end, at + WidestGap);
        while (at < last && text[at] is not ('\n' or ' '))
            at++;
        if (!Is('\n'))
            return false;
        SkipSpace();
        return ReadBare(ValueForm.Quoted, isColon: true, ref walk);
    }

    private bool ReadElement(ref TextWalk walk)
    {
        int opened = at;
        SkipSpace();
        bool isBroken = at > opened;
        Start = at;
        int last = Math.Min(end, at + LongestValue);
        while (at < last && text[at] is not ('<' or '\r' or '\n') && !(isBroken && text[at] == ' '))
            at++;
        walk.Add(at - Start);
        End = at;
        Form = ValueForm.Certain;
        SkipSpace();
        return at + 1 < last && text[at] == '<' && text[at + 1] is '/' or '!';
    }

    /// <summary>Goes to the value of <c>name: X, value: y</c>, in YAML, JSON and XML.</summary>
    private bool SkipToValueMember()
    {
        int first = at;
        int last = Math.Min(end, at + WidestGap);
        while (at < last && (CharacterSet.Space.Contains(text[at]) || text[at] is ',' or '"' or '\'' or '\\' or '>' or '<' or ';'))
            at++;
        if (at + 6 > end || (text[at] | 0x20) != 'v' || string.Compare(text, at, "value", 0, 5, StringComparison.OrdinalIgnoreCase) != 0)
            return false;
        bool isNextLine = text.IndexOf('\n', first, at - first) >= 0;
        at += 5;
        bool isElement = Is('>');
        SkipClosing();
        SkipBlanks();
        if (at == end || text[at] is not (':' or '=' or '>') || (text[at] == '>' && !isElement))
            return false;
        bool isStatement = isNextLine && text[at] == '=';
        at++;
        SkipBlanks();
        return !isStatement || (at < end && text[at] is '"' or '\'' or '\\');
    }

    /// <summary>Skips the quote, the bracket or the parenthesis that closes a name.</summary>
    private bool SkipClosing()
    {
        int first = at;
        if (at + 1 < end && text[at] == '\\' && text[at + 1] is '"' or '\'')
            at++;
        if (at < end && text[at] is '"' or '\'' or '`')
            at++;
        bool wasQuoted = at > first;
        while (at < end && text[at] is ']' or ')')
            at++;
        return wasQuoted;
    }

    /// <summary>Skips to the next item of a list: <c>- --password</c>, <c>- x</c>.</summary>
    private bool SkipListItem()
    {
        int first = at;
        SkipSpace();
        if (at == first || at + 1 >= end || text[at] != '-' || text[at + 1] != ' ')
        {
            at = first;
            return false;
        }
        at += 2;
        return true;
    }

    private void SkipBlanks()
    {
        int last = Math.Min(end, at + WidestGap);
        while (at < last && text[at] is ' ' or '\t')
            at++;
    }

    private void SkipSpace()
    {
        int last = Math.Min(end, at + WidestGap);
        while (at < last && CharacterSet.Space.Contains(text[at]))
            at++;
    }
}
