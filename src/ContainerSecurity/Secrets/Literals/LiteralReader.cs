using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// Reads a literal in the syntaxes of programming languages, also one that a call hands on as it is:
/// <c>@"x"</c>, <c>R"(x)"</c>, <c>q(x)</c>, <c>[[x]]</c>, <c>[]byte("x")</c>, <c>Encoding.UTF8.GetBytes("x")</c>.
/// </summary>
internal static class LiteralReader
{
    public const int Longest = 4096;

    private const int LongestBracketed = 128;

    private const int LongestCall = 48;

    private const int WidestGap = 64;

    private const int DeepestCalls = 4;

    private static readonly CharacterSet Quotes = CharacterSet.Of("\"'`");

    private static readonly CharacterSet PrefixCharacters = CharacterSet.Of("@$bBrRuUfFLN8s");

    private static readonly CharacterSet CallCharacters = CharacterSet.Word | CharacterSet.Of(".:<>[]&*!?$-");

    private static readonly CharacterSet BlankCharacters = CharacterSet.Of(" \t");

    /// <summary>The last words of calls and casts that give back the text they are given.</summary>
    private static readonly HashSet<string> HandingOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "str", "text", "from", "new", "of", "valueof", "getbytes", "bytes", "byte", "bytearray", "tochararray", "char",
        "fromstring", "from_string", "some", "just", "ok", "optional", "secret", "secretstr", "secretstring", "securestring", "sensitive",
        "password", "unicode", "nsstring", "pointer", "ptr", "to", "unsafeplaintext", "plaintext", "quote", "lit", "n", "u", "s", "string_view",
        "stringptr", "return", "qstring", "qstringliteral", "cow", "arc", "box", "box_str", "literal", "string_value", "nonsensitive",
        "asbytestring", "tobytes", "to_bytes", "wrap",
    };

    /// <summary>Reads the literal at a place, behind blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="end">The index behind the text.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        for (int depth = 0; depth < DeepestCalls; depth++)
        {
            int first = at;
            at = SkipBrackets(text, at, end);
            walk.Add(at - first + 1);
            if (at >= end)
                return false;
            if (TryReadQuoted(text, at, end, ref walk, out literal) || TryReadBracketed(text, at, end, ref walk, out literal))
                return true;
            int inside = Inside(text, at, end, ref walk);
            if (inside < 0)
                return false;
            at = inside;
        }
        return false;
    }

    /// <summary>The index of the first character that is no white space, at most some way behind a place.</summary>
    public static int SkipSpace(string text, int at, int end)
    {
        int last = Math.Min(end, at + WidestGap);
        while (at < last && CharacterSet.Space.Contains(text[at]))
            at++;
        return at;
    }

    /// <summary>The index of the first character that is no blank, at most some way behind a place.</summary>
    public static int SkipBlanks(string text, int at, int end)
    {
        int last = Math.Min(end, at + WidestGap);
        while (at < last && BlankCharacters.Contains(text[at]))
            at++;
        return at;
    }

    /// <summary>Skips white space, the mark that continues a line, and brackets around the literal.</summary>
    private static int SkipBrackets(string text, int at, int end)
    {
        const int Most = 4;
        for (int i = 0; i < Most; i++)
        {
            at = SkipSpace(text, at, end);
            bool continuesLine = at + 1 < end && text[at] is '\\' or '_' && text[at + 1] is '\r' or '\n';
            if (continuesLine || (at + 1 < end && text[at] is '(' or '&' or '*'))
                at++;
            else
                break;
        }
        return at;
    }

    private static bool TryReadQuoted(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        const int LongestPrefix = 3;
        literal = default;
        int quote = at;
        while (quote < end && quote - at < LongestPrefix && PrefixCharacters.Contains(text[quote]))
            quote++;
        if (quote >= end || !Quotes.Contains(text[quote]))
            return false;
        bool isRaw = quote > at && text[quote - 1] is 'R';
        if (isRaw && quote + 1 < end && text[quote + 1] == '(')
            return TryReadUntil(text, quote + 2, end, ")\"", ref walk, out literal);
        if (quote + 2 < end && text[quote + 1] == text[quote] && text[quote + 2] == text[quote])
            return TryReadUntil(text, quote + 3, end, text.Substring(quote, 3), ref walk, out literal);
        bool hasEscapes = text[quote] != '`' && !(quote > at && text.IndexOf('@', at, quote - at) >= 0);
        int last = Math.Min(end, quote + 1 + Longest);
        int to = quote + 1;
        while (to < last && text[to] != text[quote] && text[to] is not ('\r' or '\n'))
            to += hasEscapes && text[to] == '\\' ? 2 : 1;
        walk.Add(to - at);
        literal = new Literal(quote + 1, to, to + 1);
        return to < last && text[to] == text[quote];
    }

    /// <summary>Perl's and Ruby's <c>q(x)</c> and <c>%q{x}</c>, Lua's <c>[[x]]</c>.</summary>
    private static bool TryReadBracketed(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        if (at + 3 < end && text[at] == '[' && text[at + 1] == '[')
            return TryReadUntil(text, at + 2, end, "]]", ref walk, out literal);
        int open = text[at] == '%' ? at + 1 : at;
        if (open + 2 >= end || text[open] is not ('q' or 'Q' or 'w'))
            return false;
        open += text[open + 1] == 'q' ? 2 : 1;
        string? close = text[open] switch { '(' => ")", '{' => "}", '[' => "]", '<' => ">", '|' => "|", '/' => "/", '!' => "!", _ => null };
        return close is not null && TryReadUntil(text, open + 1, end, close, ref walk, out literal);
    }

    private static bool TryReadUntil(string text, int start, int end, string close, ref TextWalk walk, out Literal literal)
    {
        int to = text.IndexOf(close, start, Math.Min(end - start, LongestBracketed), StringComparison.Ordinal);
        walk.Add((to < 0 ? LongestBracketed : to - start) + 1);
        int from = start;
        if (to >= 0 && CharacterSet.Space.Contains(text[start]))
            from = SkipSpace(text, start, to);
        int until = to;
        while (until > from && CharacterSet.Space.Contains(text[until - 1]))
            until--;
        literal = new Literal(from, until, to + close.Length);
        return to >= 0;
    }

    /// <summary>The index behind the opening bracket of a call, or behind a cast, that hands its text on; -1 where there is none.</summary>
    private static int Inside(string text, int at, int end, ref TextWalk walk)
    {
        int last = Math.Min(end, at + LongestCall);
        int open = at;
        while (open < last && (CallCharacters.Contains(text[open]) || (text[open] == ' ' && IsWord(text, at, open, "new"))))
            open++;
        walk.Add(open - at);
        if (open > at && text[open - 1] == '>' && text[at] == '<')
            return open;
        if (open == at || open == last || text[open] is not ('(' or '!' or '{'))
            return -1;
        int wordEnd = open;
        while (wordEnd > at && text[wordEnd - 1] is '!' or '>' or ']')
            wordEnd--;
        int wordStart = wordEnd;
        while (wordStart > at && CharacterSet.Word.Contains(text[wordStart - 1]))
            wordStart--;
        return HandingOn.Contains(text.Substring(wordStart, wordEnd - wordStart)) ? open + 1 : -1;
    }

    private static bool IsWord(string text, int start, int end, string word) =>
        end - start == word.Length && string.Compare(text, start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
