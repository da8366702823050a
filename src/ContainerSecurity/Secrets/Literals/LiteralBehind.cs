using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Reads the literal behind a name: that it is compared with, that it falls back to, that its declaration gives it.</summary>
internal ref struct LiteralBehind(string text, int nameStart, int nameEnd, int end)
{
    private const int MostClosing = 8;

    private const int LongestMethod = 24;

    private readonly int closingStart = nameEnd;

    private int at = nameEnd;
    private bool wasQuoted;

    /// <summary>Reads the literal.</summary>
    public bool TryRead(ref TextWalk walk, out Literal literal)
    {
        literal = default;
        SkipClosing();
        walk.Add(at - closingStart + 1);
        if (at >= end)
            return false;
        if (text[at] == '.')
            return TryReadMethod(ref walk, out literal);
        int behind = at;
        at = LiteralReader.SkipBlanks(text, at, end);
        if (at >= end)
            return false;
        if (Comparison.EndAt(text, at, end) is >= 0 and int compared)
            return TryReadDirectly(compared, ref walk, out literal);
        if (Comparison.AlternativeEndAt(text, at, end) is >= 0 and int alternative)
            return TryReadDirectly(alternative, ref walk, out literal);
        return text[at] switch
        {
            '=' or ':' or '<' or '+' or '?' when AssignmentEnd() is >= 0 and int assigned =>
                new AssignedLiteral(text, nameStart, end, isColon: text[assigned - 1] == ':').TryRead(assigned, ref walk, out literal),
            '{' => BracedLiteral.TryRead(text, at + 1, end, wasQuoted, ref walk, out literal),
            '"' or '\'' when at > behind && !wasQuoted => Directive.IsStatement(text, nameStart) && TryReadDirectly(at, ref walk, out literal),
            ',' => TryReadNext(ref walk, out literal),
            '\n' or '\r' => TryReadNextLine(ref walk, out literal),
            'A' when Comparison.IsAt(text, at, end, "As ") =>
                new AssignedLiteral(text, nameStart, end, isColon: false).TryReadTyped(at + 3, ref walk, out literal),
            _ => (at > behind && !wasQuoted && Directive.TryRead(text, nameStart, at, end, ref walk, out literal))
                || ElementContent.TryRead(text, nameStart, at, end, wasQuoted, ref walk, out literal),
        };
    }

    /// <summary>Skips what closes the name: quotes, brackets, an empty list of arguments, the length of an array.</summary>
    private void SkipClosing()
    {
        int last = Math.Min(end, at + MostClosing);
        while (at < last)
        {
            char c = text[at];
            if (c is '"' or '\'' or '`' or '\\')
            {
                if (wasQuoted)
                    return;
                wasQuoted |= c != '\\';
            }
            else if (c == '(' && at + 1 < end && text[at + 1] == ')')
                at++;
            else if (c == '[')
            {
                int close = at + 1;
                while (close < last && text[close] is >= '0' and <= '9')
                    close++;
                if (close >= last || text[close] != ']')
                    return;
                at = close;
            }
            else if (c is not (']' or ')' or '}' or '!'))
                return;
            else if (c == '!' && at + 1 < end && text[at + 1] == '=')
                return;
            at++;
        }
    }

    /// <summary><c>getPassword().equals("x")</c>, <c>getenv("X").orElse("x")</c>.</summary>
    private readonly bool TryReadMethod(ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int open = at + 1;
        int last = Math.Min(end, open + LongestMethod);
        while (open < last && (CharacterSet.Word.Contains(text[open]) || text[open] is '?'))
            open++;
        int methodEnd = text[open - 1] == '?' ? open - 1 : open;
        if (open >= last || text[open] != '(' || methodEnd == at + 1 || !CallName.IsOfValue(text, at + 1, methodEnd))
            return FallbackValue.TryRead(text, at, end, ref walk, out literal);
        open = Comparison.IsAt(text, open + 1, end, "|_|") ? open + 3 : open;
        return LiteralReader.TryRead(text, open + 1, end, ref walk, out literal);
    }

    private readonly bool TryReadDirectly(int from, ref TextWalk walk, out Literal literal) =>
        LiteralReader.TryRead(text, from, end, ref walk, out literal);

    /// <summary>The index behind <c>=</c>, <c>:</c>, <c>:=</c>, <c>=&gt;</c>, <c>&lt;-</c>, <c>+=</c>, <c>?=</c>; -1 where there is none.</summary>
    private readonly int AssignmentEnd()
    {
        const int LongestOperator = 3;
        int last = Math.Min(end, at + LongestOperator);
        int next = at;
        while (next < last && text[next] is '=' or ':' or '<' or '+' or '?' or '>' or '-')
            next++;
        string sign = text.Substring(at, next - at);
        return sign switch
        {
            "=" or ":" or ":=" or "=>" or "<-" or "<<-" or "+=" or "?=" or "::=" => next,
            "?:" or "::" => -1,
            _ when sign.Length > 0 && sign[0] is '=' or ':' && !(sign.Length > 1 && sign[1] is '=' or ':' or '<') => at + 1,
            _ when sign.StartsWith("=<", StringComparison.Ordinal) => at + 1,
            _ => -1,
        };
    }

    /// <summary>The next argument of a comparison, or the value that stands further behind in the same object.</summary>
    private readonly bool TryReadNext(ref TextWalk walk, out Literal literal)
    {
        literal = default;
        return wasQuoted
            ? (text[nameStart] == '-' || LiteralBefore.IsNamed(text, nameStart)) && BracedLiteral.TryReadValue(text, at, end, ref walk, out literal)
            : ComparedArguments.Contain(text, nameStart) && LiteralReader.TryRead(text, at + 1, end, ref walk, out literal);
    }

    private readonly bool TryReadNextLine(ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int next = LiteralReader.SkipSpace(text, at, end);
        bool isKey = next < end && text[next] == ':' && (wasQuoted || (nameStart >= 2 && text[nameStart - 2] == '?'));
        return isKey
            ? new AssignedLiteral(text, nameStart, end, isColon: true).TryRead(next + 1, ref walk, out literal)
            : FallbackValue.TryReadNextLine(text, at, end, ref walk, out literal);
    }
}
