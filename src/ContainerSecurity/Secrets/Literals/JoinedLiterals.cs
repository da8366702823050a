using System.Text;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Puts literals together that code joins: <c>"x" + "y"</c>, <c>"x" . "y"</c>, <c>"x" &amp; "y"</c>, <c>"x" "y"</c>.</summary>
internal static class JoinedLiterals
{
    private const int Most = 16;

    private const int Longest = 4096;

    /// <summary>Joins the literals that follow a first one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The index of the first literal's first character; then of the first one that is not empty.</param>
    /// <param name="end">The index of its closing quote; then of the last one's.</param>
    /// <param name="textEnd">The index behind the text.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <param name="joined">Their text.</param>
    /// <returns>Whether there is more than one.</returns>
    public static bool TryJoin(string text, ref int start, ref int end, int textEnd, ref TextWalk walk, out string joined)
    {
        joined = "";
        StringBuilder? parts = null;
        int at = end + 1;
        for (int i = 0; i < Most && at - start < Longest; i++)
        {
            int next = SkipOperator(text, at, textEnd);
            if (next < 0 || !LiteralReader.TryRead(text, next, textEnd, ref walk, out Literal literal) || literal.Next - 1 != literal.End)
                break;
            parts ??= new StringBuilder(text, start, end - start, Longest);
            start = parts.Length == 0 ? literal.Start : start;
            parts.Append(text, literal.Start, literal.Length);
            end = literal.End;
            at = literal.Next;
        }
        joined = parts?.ToString() ?? "";
        return parts is not null;
    }

    /// <summary>The index behind the sign that joins, where a quote follows it; -1 where there is none.</summary>
    private static int SkipOperator(string text, int at, int end)
    {
        int sign = LiteralReader.SkipSpace(text, at, end);
        if (sign >= end)
            return -1;
        if (text[sign] is '"' or '\'')
            return sign > at && text.IndexOf('\n', at, sign - at) >= 0 && text[at - 1] == text[sign] ? sign : -1;
        int next = text[sign] is '+' or '&' or '~' ? sign + 1
            : text[sign] == '.' ? sign + (sign + 1 < end && text[sign + 1] == '.' ? 2 : 1)
            : text[sign] == '\\' ? sign + 1
            : Comparison.IsAt(text, sign, end, "<>") || Comparison.IsAt(text, sign, end, "++") ? sign + 2
            : -1;
        if (next < 0)
            return -1;
        next = LiteralReader.SkipSpace(text, next, end);
        return next < end && text[next] is '"' or '\'' ? next : -1;
    }
}
