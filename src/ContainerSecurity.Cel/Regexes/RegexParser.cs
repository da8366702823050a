namespace ContainerSecurity.Cel.Regexes;

/// <summary>Reads RE2 syntax.</summary>
internal sealed partial class RegexParser(string pattern)
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 200;

    private int at;
    private int depth;
    private bool ignoreCase;
    private bool multiLine;
    private bool dotAll;
    private bool ungreedy;

    /// <summary>The number of groups, the whole match not counted.</summary>
    public int Groups { get; private set; }

    /// <summary>The names of groups, by index from 1; null for a group without one.</summary>
    public List<string?> GroupNames { get; } = [];

    public RegexNode Parse()
    {
        RegexNode node = Choice();
        if (at < pattern.Length)
            throw new RegexSyntaxException("unexpected )", pattern);
        return node;
    }

    private char Peek(int ahead = 0) => at + ahead < pattern.Length ? pattern[at + ahead] : '\0';

    private bool Accept(char c)
    {
        if (at >= pattern.Length || pattern[at] != c)
            return false;
        at++;
        return true;
    }

    private RegexNode Choice()
    {
        if (++depth > MaxDepth)
            throw new RegexSyntaxException("expression nests too deeply", pattern);
        var choices = new List<RegexNode> { Sequence() };
        while (Accept('|'))
            choices.Add(Sequence());
        depth--;
        return choices.Count == 1 ? choices[0] : new RegexNode.Choice(choices);
    }

    private RegexNode Sequence()
    {
        var items = new List<RegexNode>();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            int start = at;
            if (Peek() == '\\' && Peek(1) == 'Q')
            {
                Quoted(items);
                continue;
            }
            RegexNode? item = Atom();
            if (item is not null)
                items.Add(Repeated(item, start));
        }
        return items.Count switch { 0 => new RegexNode.Empty(), 1 => items[0], _ => new RegexNode.Sequence(items) };
    }

    private void Quoted(List<RegexNode> items)
    {
        int end = pattern.IndexOf("\\E", at + 2, StringComparison.Ordinal);
        int stop = end < 0 ? pattern.Length : end;
        for (at += 2; at < stop;)
            items.Add(Char(NextCodePoint()));
        at = end < 0 ? stop : stop + 2;
    }

    private RegexNode Repeated(RegexNode item, int start)
    {
        bool repeated = false;
        while (at < pattern.Length)
        {
            int opAt = at;
            (int minimum, int maximum) = (0, -1);
            if (Accept('*')) { }
            else if (Accept('+'))
                minimum = 1;
            else if (Accept('?'))
                maximum = 1;
            else if (!Counted(ref minimum, ref maximum))
                break;
            bool lazy = Accept('?');
            if (repeated)
                throw new RegexSyntaxException("invalid nested repetition operator", pattern.Substring(opAt - 1, Math.Min(at, pattern.Length) - opAt + 1));
            repeated = true;
            item = new RegexNode.Repeat(item, minimum, maximum, lazy == ungreedy);
            if (Expanded(item) > MaxRepeat)
                throw new RegexSyntaxException("invalid repeat count", pattern.Substring(opAt, at - opAt));
        }
        return item;
    }

    // Nested counts multiply.
    private static long Expanded(RegexNode node) => node switch
    {
        RegexNode.Repeat repeat => Math.Max(1, Math.Max(repeat.Minimum, repeat.Maximum)) * Expanded(repeat.Item),
        RegexNode.Group group => Expanded(group.Item),
        RegexNode.Sequence sequence => sequence.Items.Max(Expanded),
        RegexNode.Choice choice => choice.Items.Max(Expanded),
        _ => 1,
    };

    private bool Counted(ref int minimum, ref int maximum)
    {
        int start = at;
        if (!Accept('{') || !Number(out minimum))
        {
            at = start;
            return false;
        }
        maximum = minimum;
        if (Accept(',') && !Number(out maximum))
            maximum = -1;
        if (!Accept('}'))
        {
            at = start;
            return false;
        }
        return minimum > MaxRepeat || maximum > MaxRepeat || (maximum >= 0 && maximum < minimum)
            ? throw new RegexSyntaxException("invalid repeat count", pattern.Substring(start, at - start)) : true;
    }

    private bool Number(out int value)
    {
        value = 0;
        int start = at;
        for (; Peek() is >= '0' and <= '9'; at++)
            value = Math.Min(value * 10 + (Peek() - '0'), 100_000);
        return at > start;
    }

    private RegexNode? Atom()
    {
        int start = at;
        switch (Peek())
        {
            case '(':
                return Group();
            case '[':
                return new RegexNode.Chars(Class());
            case '.':
                at++;
                return new RegexNode.Chars(dotAll ? CharSet.AnyBut() : CharSet.AnyBut('\n'));
            case '^':
                at++;
                return new RegexNode.Assertion(multiLine ? RegexOp.LineStart : RegexOp.TextStart);
            case '$':
                at++;
                return new RegexNode.Assertion(multiLine ? RegexOp.LineEnd : RegexOp.TextEnd);
            case '*' or '+' or '?':
                throw new RegexSyntaxException("missing argument to repetition operator", pattern.Substring(start, 1));
            case '\\':
                return Escape();
            default:
                return Char(NextCodePoint());
        }
    }

    private RegexNode.Chars Char(int c)
    {
        CharSet set = CharSet.Of(c, c);
        return new RegexNode.Chars(ignoreCase ? set.FoldCase() : set);
    }

    private int NextCodePoint()
    {
        int c = char.IsHighSurrogate(Peek()) && char.IsLowSurrogate(Peek(1)) ? char.ConvertToUtf32(Peek(), Peek(1)) : Peek();
        at += c > 0xFFFF ? 2 : 1;
        return c;
    }

    private RegexNode? Group()
    {
        int start = at++;
        bool ignoreCase = this.ignoreCase, multiLine = this.multiLine, dotAll = this.dotAll, ungreedy = this.ungreedy;
        int index = 0;
        if (Accept('?'))
        {
            if ((Peek() == 'P' && Peek(1) == '<') || (Peek() == '<' && Peek(1) is not ('=' or '!')))
                index = NamedGroup(start);
            else if (Flags(start))
                return null;
        }
        else
        {
            index = ++Groups;
            GroupNames.Add(null);
        }
        RegexNode inner = Choice();
        if (!Accept(')'))
            throw new RegexSyntaxException("missing closing )", pattern);
        (this.ignoreCase, this.multiLine, this.dotAll, this.ungreedy) = (ignoreCase, multiLine, dotAll, ungreedy);
        return index > 0 ? new RegexNode.Group(inner, index) : inner is RegexNode.Empty ? new RegexNode.Sequence([inner]) : inner;
    }

    private int NamedGroup(int start)
    {
        int open = pattern.IndexOf('<', at), close = pattern.IndexOf('>', open);
        string name = close < 0 ? "" : pattern.Substring(open + 1, close - open - 1);
        if (name.Length == 0 || !name.All(c => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
            throw new RegexSyntaxException("invalid named capture", pattern.Substring(start));
        if (GroupNames.Contains(name))
            throw new RegexSyntaxException("duplicate capture group name", name);
        at = close + 1;
        GroupNames.Add(name);
        return ++Groups;
    }

    /// <summary>Flags after <c>(?</c>; true where they hold for the rest of the enclosing group.</summary>
    private bool Flags(int start)
    {
        bool value = true, any = false;
        while (at < pattern.Length)
        {
            char flag = pattern[at++];
            switch (flag)
            {
                case 'i': ignoreCase = value; break;
                case 'm': multiLine = value; break;
                case 's': dotAll = value; break;
                case 'U': ungreedy = value; break;
                case '-' when value:
                    value = false;
                    any = false;
                    continue;
                case ':' or ')' when value || any:
                    return flag == ')';
                default:
                    throw new RegexSyntaxException("invalid or unsupported Perl syntax", pattern.Substring(start, at - start));
            }
            any = true;
        }
        throw new RegexSyntaxException("missing closing )", pattern);
    }
}
