using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>
/// What a place in a line stands in: a text within quotes, a remark, or neither. It goes on from the place asked for before, so that a line is read once.
/// </summary>
internal struct OpenQuote
{
    /// <summary>How far back the line is read; what a place far behind its beginning stands in is not known.</summary>
    private const int Reach = 512;

    private int at;

    /// <summary>The quote of the text that the place stands in; NUL where it stands in none.</summary>
    public char Quote { get; private set; }

    /// <summary>Whether the place stands in a remark.</summary>
    public bool IsRemark { get; private set; }

    /// <summary>Whether the line was read from its beginning.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Goes to a place.</summary>
    public void GoTo(string text, int place, ref TextWalk walk)
    {
        if (place < at || place - at > Reach || at == 0)
            Restart(text, place);
        walk.Add(Math.Max(0, place - at));
        for (; at < place; at++)
            Read(text, place);
    }

    private void Restart(string text, int place)
    {
        int first = Math.Max(0, place - Reach);
        int line = place > first ? text.LastIndexOf('\n', place - 1, place - first) : -1;
        at = line >= 0 ? line + 1 : first;
        (Quote, IsRemark, IsKnown) = ('\0', false, line >= 0 || first == 0);
    }

    private void Read(string text, int place)
    {
        char c = text[at];
        if (c == '\n')
            (Quote, IsRemark, IsKnown) = ('\0', false, true);
        else if (IsRemark)
            return;
        else if (c == '\\')
            at++;
        else if (Quote == '\0' && IsRemarkAt(text, place))
            IsRemark = true;
        else if (c is '"' or '\'' or '`' && !IsApostrophe(text))
            Quote = Quote == '\0' ? c : Quote == c ? '\0' : Quote;
    }

    private readonly bool IsApostrophe(string text) =>
        text[at] == '\'' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);

    private readonly bool IsRemarkAt(string text, int place)
    {
        char next = at + 1 < place ? text[at + 1] : '\0';
        return text[at] switch
        {
            '/' => next is '/' or '*' && (at == 0 || text[at - 1] != ':'),
            '#' => next is ' ' or '\t' or '!',
            '*' => next == ' ' && (at == 0 || text[at - 1] is ' ' or '\t' or '\n'),
            '-' => next == '-' && at + 2 < place && text[at + 2] == ' ',
            '<' => next == '!',
            _ => false,
        };
    }
}
