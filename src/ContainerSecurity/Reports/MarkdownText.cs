using System.Text;

namespace ContainerSecurity.Reports;

/// <summary>Writes text as Markdown that shows it and does nothing else: no markup, HTML, links, mentions, or cells of its own.</summary>
internal static class MarkdownText
{
    /// <summary>A word joiner, which keeps a site from making a link or mention out of what stands around it.</summary>
    private const string Joiner = "&#8288;";

    /// <summary>Writes a text for the inside of a line or of a table's cell.</summary>
    public static string Of(string text)
    {
        text = VisibleText.Of(text);
        var markdown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
            Append(text, i, markdown);
        return markdown.ToString();
    }

    private static void Append(string text, int i, StringBuilder markdown)
    {
        char c = text[i];
        if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$')
            markdown.Append('\\').Append(c);
        else if (c is '<' or '>' or '&' or '@')
            markdown.Append(Entity(c)).Append(c == '@' && IsAddress(text, i) ? Joiner : "");
        else if (IsLink(text, i))
            markdown.Append(Entity(c)).Append(Joiner);
        else
            markdown.Append(c);
    }

    private static string Entity(char c) => c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => $"&#{(int)c};" };

    /// <summary>Returns whether an at sign begins a mention or stands in a mail address; that of a digest does neither.</summary>
    private static bool IsAddress(string text, int at)
    {
        if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
            return true;
        int end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
            end++;
        return end < text.Length && text[end] == '.';
    }

    /// <summary>Returns whether a character makes a link where it stands: in <c>scheme://</c>, <c>www.</c> or <c>#123</c>.</summary>
    private static bool IsLink(string text, int i) => text[i] switch
    {
        ':' => string.CompareOrdinal(text, i + 1, "//", 0, 2) == 0,
        '.' => i >= 3 && string.Compare(text, i - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0,
        '#' => i + 1 < text.Length && char.IsDigit(text[i + 1]),
        _ => false,
    };
}
