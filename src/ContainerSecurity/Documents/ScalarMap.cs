namespace ContainerSecurity.Documents;

/// <summary>
/// Finds where the characters of a value stand in the source: in plain and quoted text, and in block text, folded or
/// not. Where a value cannot be followed, each of its characters stands for the whole of it.
/// </summary>
internal static class ScalarMap
{
    /// <summary>Makes the map of a value.</summary>
    /// <param name="scalar">The value.</param>
    public static SourceMap Of(ScalarNode scalar)
    {
        if (scalar.Place is { Piece: { } piece })
            return new SourceMap(piece);
        DocumentNode written = scalar.Place?.Original ?? scalar;
        return written.Offsets is var (start, end) && written.File.Map is null && written.File.Text is { } source && end <= source.Length
            && Follow(written.File, source, start, end, scalar.Text, (written as ScalarNode)?.Style ?? ScalarStyle.Plain) is { } map
                ? map
                : new SourceMap(scalar.Span);
    }

    private static SourceMap? Follow(SourceFile file, string source, int start, int end, string text, ScalarStyle style)
    {
        int at = start;
        char quote = '\0';
        if (style == ScalarStyle.Quoted && at < end && source[at] is '"' or '\'')
            quote = source[at++];
        else if (style == ScalarStyle.Block && at < end)
            at = Math.Max(at, source.IndexOf('\n', at));
        var map = new SourceMap();
        int expected = -1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                // Folding makes one blank of many, and the other way round.
                at += quote == '"' && IsEscape(source, at, end, c) ? 2 : 0;
                continue;
            }
            while (at < end && char.IsWhiteSpace(source[at]))
                at++;
            // A line that goes on ends in a backslash.
            at += quote != '\'' && at + 2 < end && source[at] == '\\' && source[at + 1] is '\n' or '\r' ? 1 : 0;
            while (at < end && char.IsWhiteSpace(source[at]))
                at++;
            if (quote != '\0' && at + 1 < end && source[at] == (quote == '"' ? '\\' : '\'') && source[at + 1] == c && c is '"' or '\\' or '\'' or '/')
                at++;
            if (at >= end || source[at] != c)
                return null;
            if (at - i != expected)
            {
                SourceSpan place = file.SpanOf(at, at + 1);
                map.Add(i, place.Line, place.Column);
                expected = at - i;
            }
            at++;
        }
        return expected == -1 ? null : map;
    }

    private static bool IsEscape(string source, int at, int end, char c) =>
        at + 1 < end && source[at] == '\\' && source[at + 1] == c switch { '\n' => 'n', '\t' => 't', '\r' => 'r', _ => '\0' };
}
