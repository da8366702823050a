namespace ContainerSecurity.Documents;

/// <summary>
/// Finds the comments of a template of Go: those of its actions, <c>{{/* … */}}</c>, each line of one for itself, and
/// those of the YAML that it prints, <c># …</c>.
/// </summary>
internal static class TemplateComments
{
    private const string Open = "{{";

    /// <summary>The comments in the order of the text.</summary>
    public static IReadOnlyList<Comment> Of(string text)
    {
        var comments = new List<Comment>();
        int line = 1, lineStart = 0;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '\n')
            {
                line++;
                lineStart = ++i;
            }
            else if (text[i] == '#' && (i == lineStart || text[i - 1] is ' ' or '\t'))
            {
                int end = EndOfLine(text, i);
                comments.Add(new Comment(i, end, line, IsBlank(text, lineStart, i)));
                i = end;
            }
            else if (string.CompareOrdinal(text, i, Open, 0, Open.Length) == 0)
            {
                int end = EndOfAction(text, i, out int body);
                if (body >= 0)
                    AddLines(comments, text, (i, body, end), line, lineStart);
                for (; i < end; i++)
                    if (text[i] == '\n')
                        (line, lineStart) = (line + 1, i + 1);
            }
            else
                i++;
        }
        return comments;
    }

    /// <summary>Where an action ends; with where the text of a comment begins, if it is one.</summary>
    private static int EndOfAction(string text, int start, out int body)
    {
        int at = start + Open.Length;
        if (at < text.Length && text[at] == '-')
            at++;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        bool isComment = string.CompareOrdinal(text, at, "/*", 0, 2) == 0;
        body = isComment ? at + 2 : -1;
        if (isComment && text.IndexOf("*/", body, StringComparison.Ordinal) is var last and >= 0)
            at = last;
        return EndOfCode(text, at);
    }

    /// <summary>Where the code of an action ends: at braces that stand in no text of it.</summary>
    private static int EndOfCode(string text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] is '"' or '`' or '\'')
            {
                char quote = text[at];
                for (at++; at < text.Length && text[at] != quote && (text[at] != '\n' || quote == '`'); at++)
                    if (text[at] == '\\' && quote != '`')
                        at++;
            }
            else if (text[at] == '}' && at + 1 < text.Length && text[at + 1] == '}')
                return at + 2;
        }
        return text.Length;
    }

    /// <summary>Adds each line of an action that is a comment; they stand alone where nothing is printed beside the action.</summary>
    private static void AddLines(List<Comment> comments, string text, (int Start, int Body, int End) action, int line, int lineStart)
    {
        int close = text.IndexOf("*/", action.Body, StringComparison.Ordinal);
        int last = close < 0 ? action.End : Math.Min(close, action.End);
        bool standsAlone = IsBlank(text, lineStart, action.Start) && IsBlank(text, action.End, EndOfLine(text, action.End));
        for (int from = action.Start; from < action.End; line++)
        {
            int next = EndOfLine(text, from), to = Math.Min(next, last), sign = Math.Max(from, action.Body);
            to = Math.Max(to, from);
            sign = Math.Min(sign, to);
            while (sign < to && char.IsWhiteSpace(text[sign]))
                sign++;
            comments.Add(new Comment(sign, to, line, standsAlone));
            from = next + 1;
        }
    }

    private static bool IsBlank(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
            if (!char.IsWhiteSpace(text[i]))
                return false;
        return true;
    }

    private static int EndOfLine(string text, int at)
    {
        int end = text.IndexOf('\n', Math.Min(at, text.Length));
        return end < 0 ? text.Length : end;
    }
}
