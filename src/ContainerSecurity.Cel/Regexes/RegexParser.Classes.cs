namespace ContainerSecurity.Cel.Regexes;

internal sealed partial class RegexParser
{
    private static readonly (int, int)[] Digits = [('0', '9')];
    private static readonly (int, int)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
    private static readonly (int, int)[] Spaces = [('\t', '\n'), ('\f', '\r'), (' ', ' ')];

    private static readonly Dictionary<string, (int, int)[]> Posix = new()
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 0x7F)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 0x1F), (0x7F, 0x7F)],
        ["digit"] = Digits,
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = Words,
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    };

    private RegexNode Escape()
    {
        int start = at;
        switch (Peek(1))
        {
            case 'A': at += 2; return new RegexNode.Assertion(RegexOp.TextStart);
            case 'z': at += 2; return new RegexNode.Assertion(RegexOp.TextEnd);
            case 'b': at += 2; return new RegexNode.Assertion(RegexOp.WordBoundary);
            case 'B': at += 2; return new RegexNode.Assertion(RegexOp.NotWordBoundary);
        }
        var set = new CharSet();
        if (!TryClassEscape(set))
            return Char(EscapedChar(start));
        return new RegexNode.Chars(ignoreCase ? set.FoldCase() : set);
    }

    /// <summary>A class such as \d or \pL.</summary>
    private bool TryClassEscape(CharSet set)
    {
        if (Peek() != '\\')
            return false;
        char c = Peek(1);
        (int, int)[]? ranges = char.ToLowerInvariant(c) switch { 'd' => Digits, 'w' => Words, 's' => Spaces, _ => null };
        if (ranges is not null)
        {
            at += 2;
            AddRanges(set, ranges, negated: c < 'a');
            return true;
        }
        if (c is not ('p' or 'P'))
            return false;
        int start = at;
        at += 2;
        int close = Peek() == '{' ? pattern.IndexOf('}', at) : at;
        if (close < 0 || at >= pattern.Length)
            throw new RegexSyntaxException("invalid character class range", pattern.Substring(start));
        string name = Peek() == '{' ? pattern.Substring(at + 1, close - at - 1) : pattern.Substring(at, 1);
        at = close + 1;
        if (!UnicodeClasses.TryAdd(name, c == 'P', set))
            throw new RegexSyntaxException("invalid character class range", pattern.Substring(start, at - start));
        return true;
    }

    private static void AddRanges(CharSet set, (int First, int Last)[] ranges, bool negated)
    {
        if (negated)
            set.AddComplement(ranges);
        else
            foreach ((int first, int last) in ranges)
                set.Add(first, last);
    }

    private int EscapedChar(int start)
    {
        at++;
        if (at >= pattern.Length)
            throw new RegexSyntaxException("trailing backslash at end of expression", "");
        int c = NextCodePoint();
        switch (c)
        {
            case 'a': return '\a';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'v': return '\v';
            case 'x': return Hex(start);
            case >= '1' and <= '7' when Peek() is < '0' or > '7':
                break;
            case >= '0' and <= '7':
                int value = c - '0';
                for (int i = 0; i < 2 && Peek() is >= '0' and <= '7'; i++)
                    value = value * 8 + (pattern[at++] - '0');
                return value;
            case < 128 when !char.IsLetterOrDigit((char)c) && c != '_':
                return c;
        }
        throw new RegexSyntaxException("invalid escape sequence", pattern.Substring(start, at - start));
    }

    private int Hex(int start)
    {
        bool braces = Accept('{');
        int from = at, value = 0;
        while (at < pattern.Length && Uri.IsHexDigit(pattern[at]) && (braces || at < from + 2) && value <= 0x10FFFF)
            value = value * 16 + Uri.FromHex(pattern[at++]);
        if (value > 0x10FFFF || at == from || (braces ? !Accept('}') : at < from + 2))
            throw new RegexSyntaxException("invalid escape sequence", pattern.Substring(start, Math.Min(at, pattern.Length) - start));
        return value;
    }

    private CharSet Class()
    {
        int start = at++;
        bool negated = Accept('^');
        var set = new CharSet();
        for (bool first = true; first || Peek() != ']'; first = false)
        {
            if (at >= pattern.Length)
                throw new RegexSyntaxException("missing closing ]", pattern.Substring(start));
            if (Peek() == '[' && Peek(1) == ':' && PosixClass(set))
                continue;
            if (TryClassEscape(set))
                continue;
            int rangeAt = at;
            int low = ClassChar();
            int high = low;
            if (Peek() == '-' && Peek(1) != ']' && at + 1 < pattern.Length)
            {
                at++;
                high = ClassChar();
                if (high < low)
                    throw new RegexSyntaxException("invalid character class range", pattern.Substring(rangeAt, at - rangeAt));
            }
            set.Add(low, high);
        }
        at++;
        if (ignoreCase)
            set.FoldCase();
        return negated ? set.Negate() : set;
    }

    private int ClassChar() => Peek() == '\\' ? EscapedChar(at) : NextCodePoint();

    private bool PosixClass(CharSet set)
    {
        int close = pattern.IndexOf(":]", at, StringComparison.Ordinal);
        if (close < 0)
            return false;
        string name = pattern.Substring(at + 2, close - at - 2);
        bool negated = name.Length > 0 && name[0] == '^';
        if (!Posix.TryGetValue(negated ? name.Substring(1) : name, out (int, int)[]? ranges))
            throw new RegexSyntaxException("invalid character class range", pattern.Substring(at, close + 2 - at));
        at = close + 2;
        AddRanges(set, ranges, negated);
        return true;
    }
}
