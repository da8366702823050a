using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Reads the value that YAML has on the line behind its key, or as the default of a parameter in the block of the key.</summary>
internal static class IndentedValue
{
    private const int DeepestIndent = 64;

    private const int MostLines = 12;

    private const int LongestLine = 256;

    private static readonly string[] DefaultKeys = ["Default:", "default:", "value:", "Value:"];

    /// <summary>Reads the value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nameStart">The index of the key.</param>
    /// <param name="lineEnd">The index of the end of the key's line.</param>
    /// <param name="end">The index behind the text.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <param name="literal">The value.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string text, int nameStart, int lineEnd, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        int keyIndent = IndentBefore(text, nameStart);
        if (keyIndent < 0)
            return false;
        int line = NextLine(text, lineEnd, end);
        for (int i = 0; i < MostLines && line < end; i++)
        {
            int first = LiteralReader.SkipBlanks(text, line, end);
            int to = EndOfLine(text, first, end);
            walk.Add(to - line + 1);
            if (to == end && end - first >= LongestLine)
                return false;
            if (to > first && first - line <= keyIndent)
                return false;
            int next = NextLine(text, to, end);
            if (i == 0 && IsPlain(text, first, to))
            {
                literal = new Literal(first, to, to);
                return IndentAt(text, next, end) <= keyIndent;
            }
            if (DefaultKey(text, first, to) is > 0 and int value && TryReadScalar(text, value, to, ref walk, out literal))
                return true;
            line = next;
        }
        return false;
    }

    private static bool TryReadScalar(string text, int at, int lineEnd, ref TextWalk walk, out Literal literal)
    {
        at = LiteralReader.SkipBlanks(text, at, lineEnd);
        if (at < lineEnd && text[at] is '"' or '\'')
            return LiteralReader.TryRead(text, at, lineEnd, ref walk, out literal);
        literal = new Literal(at, lineEnd, lineEnd);
        return IsPlain(text, at, lineEnd);
    }

    private static int DefaultKey(string text, int first, int to)
    {
        foreach (string key in DefaultKeys)
            if (Comparison.IsAt(text, first, to, key))
                return first + key.Length;
        return -1;
    }

    /// <summary>One word that is neither a key nor an item, a reference, a comment or a beginning of something else.</summary>
    private static bool IsPlain(string text, int start, int end)
    {
        if (end <= start || text[start] is '-' or '{' or '[' or '#' or '*' or '&' or '!' or '|' or '>' or '"' or '\'' or '%' or '@' || text[end - 1] == ':')
            return false;
        for (int i = start; i < end; i++)
            if (CharacterSet.Space.Contains(text[i]) || (text[i] is '=' or '(' or ';' && i < end - 2))
                return false;
        return true;
    }

    /// <summary>The column of a key that only blanks, a dash and a quote stand before in its line; -1 where more does.</summary>
    private static int IndentBefore(string text, int nameStart)
    {
        int at = nameStart;
        int furthest = Math.Max(0, at - DeepestIndent);
        while (at > furthest && text[at - 1] is ' ' or '"' or '\'' or '-' or '?')
            at--;
        return at == 0 || text[at - 1] == '\n' ? nameStart - at : -1;
    }

    private static int IndentAt(string text, int line, int end) => line >= end ? 0 : LiteralReader.SkipBlanks(text, line, end) - line;

    private static int EndOfLine(string text, int at, int end)
    {
        int to = text.IndexOf('\n', at, Math.Min(end - at, LongestLine));
        if (to < 0)
            return Math.Min(end, at + LongestLine);
        return to > at && text[to - 1] == '\r' ? to - 1 : to;
    }

    private static int NextLine(string text, int at, int end)
    {
        if (at < end && text[at] == '\r')
            at++;
        return at < end && text[at] == '\n' ? at + 1 : at;
    }
}
