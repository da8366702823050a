using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// Reads the literal of a name from the braces behind it: an initialiser, the result of an accessor, what an automatic
/// property begins with, the default of a variable or a parameter.
/// </summary>
internal static class BracedLiteral
{
    private const int LongestAccessors = 96;

    private const int LongestObject = 512;

    private const int DeepestBraces = 2;

    private static readonly string[] Accessors = ["get", "set", "init", "private", "protected", "internal"];

    private static readonly string[] Results = ["return ", "get => ", "get { return "];

    private static readonly string[] ValueKeys = ["default", "Default", "defaultValue", "value", "Value", "initialValue"];

    /// <summary>The next name begins another object.</summary>
    private static readonly string[] NameKeys = ["name", "key", "Name", "Key"];

    /// <summary>Reads the literal behind an opening brace.</summary>
    public static bool TryRead(string text, int at, int end, bool wasQuoted, ref TextWalk walk, out Literal literal)
    {
        int inside = LiteralReader.SkipSpace(text, at, end);
        walk.Add(inside - at + 1);
        foreach (string result in Results)
            if (Comparison.IsAt(text, inside, end, result))
                return LiteralReader.TryRead(text, inside + result.Length, end, ref walk, out literal);
        if (Array.Exists(Accessors, a => Comparison.IsAt(text, inside, end, a)))
            return TryReadInitializer(text, inside, end, ref walk, out literal);
        if (LiteralReader.TryRead(text, inside, end, ref walk, out literal))
        {
            int close = LiteralReader.SkipSpace(text, literal.Next, end);
            return close < end && text[close] == '}';
        }
        return wasQuoted && TryReadValue(text, at, end, ref walk, out literal);
    }

    /// <summary>Reads the value of the member for a value, up to the end of its object.</summary>
    public static bool TryReadValue(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int last = Math.Min(end, at + LongestObject);
        int first = at;
        int depth = 0;
        bool isRead = false;
        for (; at < last && depth >= 0 && depth <= DeepestBraces && !isRead; at++)
        {
            char c = text[at];
            depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            if (depth != 0 || CharacterSet.Word.Contains(text[at - 1]))
                continue;
            if (c is 'n' or 'N' or 'k' or 'K' && KeyEnd(NameKeys, text, at, end) > 0)
                break;
            if (c is 'd' or 'D' or 'v' or 'V' or 'i' && KeyEnd(ValueKeys, text, at, end) is > 0 and int value)
                isRead = LiteralReader.TryRead(text, value, end, ref walk, out literal);
        }
        walk.Add(at - first);
        return isRead;
    }

    /// <summary>The index behind a key and its sign; -1 where there is none.</summary>
    private static int KeyEnd(string[] keys, string text, int at, int end)
    {
        foreach (string key in keys)
        {
            if (!Comparison.IsAt(text, at, end, key))
                continue;
            int sign = at + key.Length;
            if (sign < end && text[sign] is '"' or '\'')
                sign++;
            sign = LiteralReader.SkipBlanks(text, sign, end);
            if (sign < end && text[sign] is ':' or '=')
                return sign + 1;
        }
        return -1;
    }

    /// <summary><c>{ get; set; } = "x"</c>.</summary>
    private static bool TryReadInitializer(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int close = text.IndexOf('}', at, Math.Min(end - at, LongestAccessors));
        walk.Add(close < 0 ? LongestAccessors : close - at);
        if (close < 0)
            return false;
        int sign = LiteralReader.SkipSpace(text, close + 1, end);
        return sign + 1 < end && text[sign] == '=' && LiteralReader.TryRead(text, sign + 1, end, ref walk, out literal);
    }
}
