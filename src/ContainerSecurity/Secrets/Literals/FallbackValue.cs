using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// Finds the literal that an expression falls back to: <c>env("X") ?? "y"</c>, <c>env("X") or "y"</c>,
/// <c>x ? "y" : z</c>, <c>coalesce(x, "y")</c>.
/// </summary>
internal static class FallbackValue
{
    private const int Longest = 160;

    private static readonly string[] Choices = ["coalesce(", "COALESCE(", "IFNULL(", "NVL(", "firstNonNull(", "requireNonNullElse(", "GetValueOrDefault("];

    /// <summary>Looks through one expression, up to the end of its line.</summary>
    public static bool TryRead(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int last = Math.Min(end, at + Longest);
        int first = at;
        at = walk.FirstUnsearched(at);
        int searched = at;
        bool hasQuestion = false;
        bool isRead = false;
        for (; at < last && !isRead && text[at] is not (';' or '\n' or '\r'); at++)
        {
            if (IsTernary(text, at, end, ref hasQuestion))
                isRead = ReadLiteral(text, at + 1, end, ref walk, out literal);
            else if (IsBehindBlank(text, at, first) && Comparison.AlternativeEndAt(text, at, end) is >= 0 and int behind)
                isRead = ReadLiteral(text, behind, end, ref walk, out literal);
            else if (text[at] == '(' && IsChoice(text, at, first))
                return new LiteralArguments(text, at + 1, end).TryRead(1, ref walk, out literal);
        }
        if (!isRead)
            walk.Searched(first, at);
        walk.Add(Math.Max(0, at - searched) + 1);
        return isRead;
    }

    /// <summary>An operator that begins the next line belongs to the expression too.</summary>
    public static bool TryReadNextLine(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int next = LiteralReader.SkipSpace(text, at, end);
        return next < end && Comparison.AlternativeEndAt(text, next, end) is >= 0 and int behind && ReadLiteral(text, behind, end, ref walk, out literal);
    }

    private static bool IsTernary(string text, int at, int end, ref bool hasQuestion)
    {
        bool isMark = text[at] is '?' or ':' && at + 1 < end && text[at + 1] == ' ' && at > 0 && text[at - 1] == ' ';
        bool isTernary = isMark && (text[at] == '?' || hasQuestion);
        hasQuestion |= isMark && text[at] == '?';
        return isTernary;
    }

    private static bool IsBehindBlank(string text, int at, int first) => at > first && (text[at - 1] is ' ' or ')' or ']' or '"' or '\'' || text[at] == '.');

    private static bool IsChoice(string text, int at, int first) =>
        Array.Exists(Choices, c => at + 1 - c.Length >= first && string.CompareOrdinal(text, at + 1 - c.Length, c, 0, c.Length) == 0);

    private static bool ReadLiteral(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int start = LiteralReader.SkipSpace(text, at, end);
        return start < end && LiteralReader.TryRead(text, start, end, ref walk, out literal);
    }
}
