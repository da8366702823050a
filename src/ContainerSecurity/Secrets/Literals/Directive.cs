using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// Statements and directives that have the value behind a blank: <c>password 'x'</c> in Gradle,
/// <c>SetEnv PASSWORD x</c>, <c>#define PASSWORD "x"</c>.
/// </summary>
internal static class Directive
{
    private const int Reach = 48;

    /// <summary>What stands before the name.</summary>
    private static readonly string[] Words =
    [
        "#define ", "%define ", "SetEnv ", "setenv ", "PassEnv ", "proxy_set_header ", "add_header ", "fastcgi_param ", "uwsgi_param ",
        "RequestHeader set ", "Header set ", "configure set ", "config set ", "http-request set-header ", "export ", "use constant ",
    ];

    /// <summary>Whether a statement begins with the name.</summary>
    public static bool IsStatement(string text, int nameStart)
    {
        int at = nameStart;
        int furthest = Math.Max(0, at - Reach);
        while (at > furthest && text[at - 1] is ' ' or '\t')
            at--;
        return at == 0 || text[at - 1] is '\n' or '{' or ';' || Follows(text, nameStart);
    }

    /// <summary>Reads a bare value behind a directive's name, or behind the key of a file of Java properties, up to the end of the line.</summary>
    public static bool TryRead(string text, int nameStart, int at, int end, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        bool isDirective = Follows(text, nameStart);
        if (!isDirective && !IsPropertyKey(text, nameStart, at))
            return false;
        int to = at;
        int last = Math.Min(end, at + LiteralReader.Longest);
        while (to < last && !CharacterSet.Space.Contains(text[to]) && text[to] is not (';' or '"' or '\''))
            to++;
        walk.Add(to - at);
        literal = new Literal(at, to, to);
        int next = isDirective && to < end && text[to] == ';' ? to + 1 : LiteralReader.SkipBlanks(text, to, end);
        return next == end || text[next] is '\n' or '\r' || (isDirective && text[next] is '-' or '#');
    }

    private static bool Follows(string text, int nameStart)
    {
        int at = nameStart;
        while (at > 1 && nameStart - at < Reach && text[at - 1] is ' ' or '\t' && text[at - 2] is ' ' or '\t')
            at--;
        foreach (string word in Words)
            if (at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0)
                return true;
        return false;
    }

    private static bool IsPropertyKey(string text, int nameStart, int at)
    {
        bool beginsLine = nameStart == 0 || text[nameStart - 1] == '\n';
        return beginsLine && text.IndexOf('.', nameStart, at - nameStart) > nameStart;
    }
}
