using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Reads the literal behind the sign of an assignment: also on the next line, behind a declared type, in a here-document, as a fall-back.</summary>
internal readonly ref struct AssignedLiteral(string text, int nameStart, int end, bool isColon)
{
    private const int LongestType = 48;

    private static readonly CharacterSet TypeCharacters = CharacterSet.Word | CharacterSet.Of("&*<>[]:;.,'| ?!");

    /// <summary>Reads the literal behind the sign.</summary>
    public bool TryRead(int at, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int value = SkipTag(LiteralReader.SkipBlanks(text, at, end));
        if (value >= end)
            return false;
        bool isLineEnd = text[value] is '\n' or '\r';
        if (LiteralReader.TryRead(text, value, end, ref walk, out literal))
            return IsOfName(value, literal);
        if (text[value] == '\\' && value + 1 < end && text[value + 1] is '\n' or '\r')
            return TryReadWord(LiteralReader.SkipSpace(text, value + 1, end), ref walk, out literal);
        if (isLineEnd)
            return isColon && IndentedValue.TryRead(text, nameStart, value, end, ref walk, out literal);
        if (value > at && text[value - 1] == ' ' && SkipTag(at) != value && IsTagged(at, value))
            return TryReadWord(value, ref walk, out literal);
        if (Comparison.IsAt(text, value, end, "<<"))
            return TryReadHereDocument(value + 2, ref walk, out literal);
        if (text[value] == '{')
            return BracedLiteral.TryReadValue(text, value + 1, end, ref walk, out literal);
        return (isColon && TryReadTyped(value, ref walk, out literal)) || FallbackValue.TryRead(text, value, end, ref walk, out literal);
    }

    /// <summary>Reads a type and the literal behind it: <c>&amp;'static str = "x"</c>, <c>As String = "x"</c>, <c>As New String("x")</c>.</summary>
    public bool TryReadTyped(int at, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        if (Comparison.IsAt(text, at, end, "New "))
            return LiteralReader.TryRead(text, at, end, ref walk, out literal);
        int last = Math.Min(end, at + LongestType);
        int depth = 0;
        int sign = at;
        for (; sign < last && TypeCharacters.Contains(text[sign]); sign++)
        {
            char c = text[sign];
            depth += c is '<' or '[' ? 1 : c is '>' or ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c is ',' or ';'))
                return false;
        }
        walk.Add(sign - at);
        return sign > at
            && sign + 1 < last
            && text[sign] == '='
            && text[sign + 1] is not ('=' or '>')
            && new AssignedLiteral(text, nameStart, end, isColon: false).TryRead(sign + 1, ref walk, out literal);
    }

    /// <summary>A literal on a line of its own may be the next key, and one in brackets the next table.</summary>
    private bool IsOfName(int value, Literal literal)
    {
        if (text.IndexOfAny(['\n', '\r'], value, literal.Start - value) < 0)
            return true;
        int next = LiteralReader.SkipBlanks(text, literal.Next, end);
        return text[literal.Next - 1] is '"' or '\'' or '`' && !(next < end && text[next] is ':' or '=');
    }

    /// <summary>YAML's tag of a string, and its anchor.</summary>
    private int SkipTag(int at)
    {
        if (!isColon || at >= end)
            return at;
        if (Comparison.IsAt(text, at, end, "!!str "))
            return at + "!!str ".Length;
        if (text[at] != '&')
            return at;
        int next = at + 1;
        int last = Math.Min(end, at + LongestType);
        while (next < last && CharacterSet.Word.Contains(text[next]))
            next++;
        return next + 1 < last && text[next] == ' ' && next > at + 1 && text[next + 1] != '=' ? next + 1 : at;
    }

    private bool IsTagged(int at, int value)
    {
        int first = LiteralReader.SkipBlanks(text, at, end);
        return first < value && text[first] is '!' or '&';
    }

    private bool TryReadWord(int at, ref TextWalk walk, out Literal literal)
    {
        int last = Math.Min(end, at + LiteralReader.Longest);
        int to = at;
        while (to < last && !CharacterSet.Space.Contains(text[to]))
            to++;
        walk.Add(to - at);
        literal = new Literal(at, to, to);
        return to == end || text[to] is '\n' or '\r';
    }

    /// <summary>The first line of <c>&lt;&lt;EOT</c>.</summary>
    private bool TryReadHereDocument(int at, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int mark = at;
        int last = Math.Min(end, at + LongestType);
        while (mark < last && (CharacterSet.Word.Contains(text[mark]) || text[mark] is '-' or '~' or '"' or '\''))
            mark++;
        return mark > at && mark < last && text[mark] is '\n' or '\r' && TryReadWord(LiteralReader.SkipSpace(text, mark, end), ref walk, out literal);
    }
}
