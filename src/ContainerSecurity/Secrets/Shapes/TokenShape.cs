namespace ContainerSecurity.Secrets.Shapes;

/// <summary>
/// The shape of a token in a small regular notation, a subset of .NET's: literals, <c>[a-z]</c>, <c>[^a-z]</c>, <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>(a|b)</c>,
/// <c>?</c>, <c>*</c>, <c>+</c>, <c>{n}</c>, <c>{n,}</c> and <c>{n,m}</c>. Classes hold ASCII characters.
/// </summary>
/// <remarks>
/// Repetitions are possessive and the first alternative that matches is taken, so a match costs no more than its
/// length. Where the .NET expression would have to
/// go back (<c>[A-Z]{3,}Z</c>), the shape does not match; write the lengths out instead.
/// </remarks>
internal sealed class TokenShape
{
    /// <summary>What <c>*</c>, <c>+</c> and <c>{n,}</c> end at, so that a shape has a greatest length.</summary>
    private const int Many = 1 << 16;

    private const int LongPrefix = 5;

    private const string Notation = @"\[(|)?*+{";

    /// <summary>The parts of the sequences that are being read, the innermost last.</summary>
    [ThreadStatic]
    private static List<ShapeNode>? pending;

    private readonly ShapeNode root;
    private readonly string notation;
    private int at;
    private string? prefix;

    private TokenShape(string notation)
    {
        this.notation = notation;
        (pending ??= []).Clear();
        root = ReadChoice();
        if (at < notation.Length)
            throw Error("an unexpected ')'");
    }

    /// <summary>The shape of nothing.</summary>
    public static TokenShape Empty { get; } = new("");

    /// <summary>The characters that every match begins with: the format's, not the secret's.</summary>
    public string Prefix => prefix ??= root.Beginning;

    /// <summary>
    /// Has an anchor table look for the shape, by its prefix where that is long enough and by every way in which a
    /// match may begin where it is not.
    /// </summary>
    /// <exception cref="ArgumentException">There is nothing rare to go by.</exception>
    public void AddTo(AnchorTable anchors, int target)
    {
        if (Prefix.Length >= LongPrefix)
            anchors.Add(Prefix, target);
        else
            foreach (ShapeHead head in root.Extend([ShapeHead.Empty]))
                anchors.Add(head, target);
    }

    /// <summary>Reads a shape.</summary>
    /// <exception cref="ArgumentException">The notation cannot be read.</exception>
    public static TokenShape Parse(string notation) => new(notation);

    /// <summary>The index behind the match at <paramref name="start"/>, or -1.</summary>
    public int Match(string text, int start, int end, ref TextWalk walk) => root.Match(text, start, end, ref walk);

    private ShapeNode ReadChoice()
    {
        ShapeNode first = ReadSequence();
        if (at == notation.Length || notation[at] != '|')
            return first;
        List<ShapeNode> parts = [first];
        while (at < notation.Length && notation[at] == '|')
        {
            at++;
            parts.Add(ReadSequence());
        }
        return new ShapeNode.Choice([.. parts]);
    }

    private ShapeNode ReadSequence()
    {
        List<ShapeNode> parts = pending!;
        int first = parts.Count;
        while (at < notation.Length && notation[at] is not ('|' or ')'))
            parts.Add((ShapeNode?)ReadLiteral() ?? ReadRepeated());
        ShapeNode read = parts.Count == first + 1 ? parts[first] : new ShapeNode.Sequence([.. parts.GetRange(first, parts.Count - first)]);
        parts.RemoveRange(first, parts.Count - first);
        return read;
    }

    /// <summary>Reads characters that stand for themselves, up to one with a count of its own.</summary>
    private ShapeNode.Literal? ReadLiteral()
    {
        int first = at;
        int last = at;
        while (last < notation.Length && notation[last] < 128 && Notation.IndexOf(notation[last]) < 0)
            last++;
        if (last < notation.Length && notation[last] is '?' or '*' or '+' or '{')
            last--;
        if (last <= first)
            return null;
        at = last;
        return new ShapeNode.Literal(notation.Substring(first, last - first));
    }

    private ShapeNode ReadRepeated()
    {
        if (notation[at] == '(')
        {
            at += string.CompareOrdinal(notation, at, "(?:", 0, 3) == 0 ? 3 : 1;
            ShapeNode group = ReadChoice();
            if (at == notation.Length)
                throw Error("a missing ')'");
            at++;
            (int least, int most) = ReadCount();
            return (least, most) == (1, 1) ? group : new ShapeNode.Repeat(group, least, most);
        }
        if (notation[at] is '?' or '*' or '+' or '{')
            throw Error("a count of nothing");
        CharacterSet set = notation[at] == '[' ? ReadClass() : ReadCharacter();
        (int minimum, int maximum) = ReadCount();
        return new ShapeNode.Characters(set, minimum, maximum);
    }

    private (int Minimum, int Maximum) ReadCount()
    {
        switch (at < notation.Length ? notation[at] : '\0')
        {
            case '?':
                at++;
                return (0, 1);
            case '*':
                at++;
                return (0, Many);
            case '+':
                at++;
                return (1, Many);
            case '{':
                at++;
                int minimum = ReadNumber();
                int maximum = minimum;
                if (at < notation.Length && notation[at] == ',')
                {
                    at++;
                    maximum = at < notation.Length && notation[at] == '}' ? Many : ReadNumber();
                }
                if (at == notation.Length || notation[at] != '}' || maximum < minimum)
                    throw Error("a malformed count");
                at++;
                return (minimum, maximum);
            default:
                return (1, 1);
        }
    }

    private int ReadNumber()
    {
        int start = at;
        int number = 0;
        while (at < notation.Length && notation[at] is >= '0' and <= '9' && number < Many)
            number = number * 10 + notation[at++] - '0';
        return at > start && number <= Many ? number : throw Error("a malformed count");
    }

    private CharacterSet ReadClass()
    {
        at++;
        bool isNegated = at < notation.Length && notation[at] == '^';
        if (isNegated)
            at++;
        CharacterSet set = default;
        while (at < notation.Length && notation[at] != ']')
        {
            CharacterSet one = ReadCharacter();
            bool isRange = at + 1 < notation.Length && notation[at] == '-' && notation[at + 1] != ']';
            if (isRange && one.Single is char first)
            {
                at++;
                if (ReadCharacter().Single is not char last || last < first)
                    throw Error("a malformed range");
                one = CharacterSet.Range(first, last);
            }
            set |= one;
        }
        if (at == notation.Length)
            throw Error("a missing ']'");
        at++;
        return isNegated ? ~set : set;
    }

    private CharacterSet ReadCharacter()
    {
        char c = notation[at++];
        if (c >= 128)
            throw Error("a character outside ASCII");
        if (c != '\\')
            return CharacterSet.Of(c);
        if (at == notation.Length)
            throw Error("a '\\' at the end");
        c = notation[at++];
        return c switch
        {
            'd' => CharacterSet.Range('0', '9'),
            'w' => CharacterSet.Word,
            's' => CharacterSet.Space,
            'n' => CharacterSet.Of('\n'),
            'r' => CharacterSet.Of('\r'),
            't' => CharacterSet.Of('\t'),
            _ => c < 128 && !CharacterSet.Word.Contains(c) ? CharacterSet.Of(c) : throw Error($"an unknown escape '\\{c}'"),
        };
    }

    private ArgumentException Error(string problem) => new($"The shape '{notation}' has {problem} at character {at}.");
}
