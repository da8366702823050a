using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Finds the literal that stands before the name it belongs to: <c>"x" == password</c>, <c>value="x" name="password"</c>.</summary>
internal static class LiteralBefore
{
    private const int Longest = 256;

    private const int Nearest = 32;

    private static readonly CharacterSet Sigils = CharacterSet.Word | CharacterSet.Of("$@&*.->:![]");

    private static readonly CharacterSet CallCharacters = CharacterSet.Word | CharacterSet.Of(".:>?");

    private static readonly string[] ValueKeys = ["value", "Value"];

    private static readonly string[] NameKeys = ["name", "key", "Name", "Key"];

    /// <summary>Reads the literal before a name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nameStart">The index of the name.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <param name="literal">The literal.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string text, int nameStart, ref TextWalk walk, out Literal literal)
    {
        walk.Add(1);
        literal = default;
        if (nameStart == 0 || text[nameStart - 1] is not (' ' or '(' or '"' or '\'' or '$' or '@' or '>' or '&' or '*' or ',' or '='))
            return false;
        return text[nameStart - 1] is '"' or '\'' or '=' || EndsWithNameKey(text, SkipBlanksBack(text, nameStart))
            ? TryReadMember(text, nameStart, ref walk, out literal)
            : TryReadCompared(text, nameStart, ref walk, out literal);
    }

    /// <summary>Whether a name in quotes is the value of a member for names: <c>name="password"</c>, <c>"key": "password"</c>.</summary>
    public static bool IsNamed(string text, int nameStart) => nameStart > 0 && KeyBefore(text, nameStart - 1, NameKeys) >= 0;

    private static bool TryReadCompared(string text, int nameStart, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int at = nameStart;
        int furthest = Math.Max(0, at - Nearest);
        while (at > furthest && Sigils.Contains(text[at - 1]))
            at--;
        at = SkipBlanksBack(text, at);
        walk.Add(nameStart - at);
        if (at == 0)
            return false;
        int sign = Comparison.StartBefore(text, at, 0);
        if (sign > 0)
            return TryReadBack(text, SkipBlanksBack(text, sign), ref walk, out literal);
        if (text[at - 1] == '(')
        {
            int call = CallStart(text, at - 1);
            int quote = call < at - 1 && text[call] == '.' ? call : -1;
            return quote > 0 && CallName.IsOfValue(text, call + 1, CallEnd(text, at - 1)) && TryReadBack(text, quote, ref walk, out literal);
        }
        return text[at - 1] == ','
            && TryReadBack(text, SkipBlanksBack(text, at - 1), ref walk, out literal)
            && IsArgumentOfComparison(text, literal.Start - 1);
    }

    private static int CallEnd(string text, int open) => text[open - 1] == '?' ? open - 1 : open;

    private static bool IsArgumentOfComparison(string text, int quote)
    {
        int open = quote;
        while (open > 0 && CharacterSet.Word.Contains(text[open - 1]) && quote - open < 2)
            open--;
        if (open == 0 || text[open - 1] != '(')
            return false;
        int call = CallStart(text, open - 1);
        return call < open - 1 && CallName.IsComparison(text, call, open - 1);
    }

    private static int CallStart(string text, int open)
    {
        int at = open;
        int furthest = Math.Max(0, at - Nearest * 2);
        while (at > furthest && CallCharacters.Contains(text[at - 1]))
            at--;
        return at;
    }

    /// <summary><c>"value": "x", "name": "password"</c>, in JSON, YAML and XML.</summary>
    private static bool TryReadMember(string text, int nameStart, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int at = nameStart - 1;
        at = SkipBlanksBack(text, text[at] is '"' or '\'' ? at : at + 1);
        int key = KeyBefore(text, at, NameKeys);
        walk.Add(Nearest);
        if (key < 0)
            return false;
        int before = key;
        int furthest = Math.Max(0, key - Nearest);
        while (before > furthest && (CharacterSet.Space.Contains(text[before - 1]) || text[before - 1] is ',' or '"' or '\'' or '-'))
            before--;
        int quote = text.IndexOfAny(['"', '\''], before, key - before);
        if (quote >= 0 && quote + 1 < key && TryReadBack(text, quote + 1, ref walk, out literal) && KeyBefore(text, literal.Start - 1, ValueKeys) >= 0)
            return true;
        return TryReadLine(text, before, out literal);
    }

    /// <summary>A plain value of YAML in the line before: <c>- value: x</c>.</summary>
    private static bool TryReadLine(string text, int to, out Literal literal)
    {
        int from = to;
        int furthest = Math.Max(0, to - Longest);
        while (from > furthest && !CharacterSet.Space.Contains(text[from - 1]))
            from--;
        literal = new Literal(from, to, to);
        return to < text.Length && text[to] is '\n' or '\r' && KeyBefore(text, from, ValueKeys) >= 0;
    }

    private static bool EndsWithNameKey(string text, int at) => at > 0 && text[at - 1] is ':' && KeyBefore(text, at, NameKeys) >= 0;

    /// <summary>The index of a key that stands, with its operator, before a place; -1 where there is none.</summary>
    private static int KeyBefore(string text, int at, string[] keys)
    {
        at = SkipBlanksBack(text, at);
        if (at == 0 || text[at - 1] is not ('=' or ':'))
            return -1;
        at = SkipBlanksBack(text, at - 1);
        if (at > 0 && text[at - 1] is '"' or '\'')
            at--;
        foreach (string key in keys)
            if (at >= key.Length
                && string.CompareOrdinal(text, at - key.Length, key, 0, key.Length) == 0
                && (at == key.Length || !CharacterSet.Word.Contains(text[at - key.Length - 1])))
                return at - key.Length;
        return -1;
    }

    /// <summary>Reads the literal whose closing quote stands before a place.</summary>
    private static bool TryReadBack(string text, int next, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        if (next < 2 || text[next - 1] is not ('"' or '\'' or '`'))
            return false;
        int close = next - 1;
        bool isEscaped = text[close - 1] == '\\';
        int furthest = Math.Max(0, close - Longest);
        int open = close - 1;
        while (open >= furthest && text[open] is not ('\n' or '\r') && (text[open] != text[close] || (!isEscaped && open > 0 && text[open - 1] == '\\')))
            open--;
        walk.Add(close - open);
        if (open < furthest || text[open] != text[close])
            return false;
        literal = new Literal(open + 1, Math.Max(open + 1, isEscaped ? close - 1 : close), next);
        return true;
    }

    private static int SkipBlanksBack(string text, int at)
    {
        int furthest = Math.Max(0, at - Nearest);
        while (at > furthest && text[at - 1] is ' ' or '\t')
            at--;
        return at;
    }
}
