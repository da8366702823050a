using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Reads the content of an element of XML whose attribute or neighbour names it: <c>&lt;entry key="password"&gt;x&lt;/entry&gt;</c>.</summary>
internal static class ElementContent
{
    private const int LongestTag = 96;

    private static readonly CharacterSet TagEnds = CharacterSet.Of("><\n{(");

    private const string CData = "<![CDATA[";

    private static readonly string[] NameEnds = ["</name>", "</key>", "</Name>", "</Key>", "</param-name>"];

    private static readonly string[] ValueTags = ["<value>", "<Value>", "<string>", "<val>", "<param-value>"];

    /// <summary>Reads the content.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nameStart">The index of the name.</param>
    /// <param name="at">The index behind the name and its quote.</param>
    /// <param name="end">The index behind the text.</param>
    /// <param name="wasQuoted">Whether the name is in quotes.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <param name="literal">The content.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string text, int nameStart, int at, int end, bool wasQuoted, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        if (text[at] == '<')
            return TryReadNeighbour(text, at, end, ref walk, out literal);
        bool isElement = nameStart > 0 && text[nameStart - 1] is '<' or ':' && !wasQuoted;
        if (!isElement && !(wasQuoted && LiteralBefore.IsNamed(text, nameStart)))
            return false;
        int last = Math.Min(end, at + LongestTag);
        int close = walk.Until(TagEnds, text, at, last);
        return close < last && text[close] == '>' && text[close - 1] is not ('/' or '=' or '-') && TryReadContent(text, close + 1, end, ref walk, out literal);
    }

    private static bool TryReadNeighbour(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        foreach (string tag in NameEnds)
            if (Comparison.IsAt(text, at, end, tag))
                return TryReadValueTag(text, LiteralReader.SkipSpace(text, at + tag.Length, end), end, ref walk, out literal);
        return false;
    }

    private static bool TryReadValueTag(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        foreach (string tag in ValueTags)
            if (Comparison.IsAt(text, at, end, tag))
                return TryReadContent(text, at + tag.Length, end, ref walk, out literal);
        return false;
    }

    private static bool TryReadContent(string text, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        at = LiteralReader.SkipSpace(text, at, end);
        if (Comparison.IsAt(text, at, end, CData))
            at += CData.Length;
        else if (at < end && text[at] == '<')
            return TryReadValueTag(text, at, end, ref walk, out literal);
        int to = at;
        int last = Math.Min(end, at + LiteralReader.Longest);
        while (to < last && !CharacterSet.Space.Contains(text[to]) && text[to] is not ('<' or ']'))
            to++;
        walk.Add(to - at);
        literal = new Literal(at, to, to);
        int next = LiteralReader.SkipSpace(text, to, end);
        return next + 1 < end && ((text[next] == '<' && text[next + 1] == '/') || Comparison.IsAt(text, next, end, "]]>"));
    }
}
