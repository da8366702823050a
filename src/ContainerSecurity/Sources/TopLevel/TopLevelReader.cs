using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>
/// Reads the keys of the top level of a text that may be broken, a template, or no YAML and no JSON at all, in one
/// pass and with little memory. It tells more rather than fewer.
/// </summary>
/// <param name="input">The text.</param>
/// <param name="maxLength">How much of it is read; what is behind may be anything, so the document then counts as one that is hidden.</param>
internal sealed class TopLevelReader(TextReader input, int maxLength = 256 * 1024 * 1024)
{
    private const int MaxPrefix = 512;
    private const int MaxDepth = 10_000;
    private const int MaxTopDepth = 64;
    private static readonly (string Open, string Close)[] Templates = [("{{", "}}"), ("${{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{#", "#}")];

    private readonly StringBuilder line = new(MaxPrefix);
    private string pushed = "";
    private int pushedAt;
    private int length;
    private TopLevelDocument document = new();
    private int indent = -1;
    private bool isSequence;

    /// <summary>The documents of a text.</summary>
    public static IEnumerable<TopLevelDocument> Read(string text) => new TopLevelReader(new StringReader(text)).Read();

    /// <summary>The documents that have keys.</summary>
    public IEnumerable<TopLevelDocument> Read()
    {
        while (ReadLine(out bool isWhole))
        {
            string text = line.ToString();
            if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            {
                if (document.HasKeys || document.IsUnbalanced)
                    yield return document;
                (document, indent, isSequence) = (new TopLevelDocument(), -1, false);
                text = "   " + text.Substring(3);
            }
            int flow = ReadKey(text);
            if (flow >= 0)
                ReadFlow(text.Substring(flow) + (isWhole ? "\n" : ""));
            else if (!isWhole)
                SkipLine();
        }
        if (length >= maxLength)
            document.Add("", isHidden: true);
        if (document.HasKeys || document.IsUnbalanced)
            yield return document;
    }

    /// <summary>
    /// Reads the key at the start of a line, if it is one of the top level; gives where the line opens a mapping or
    /// list in brackets, or -1.
    /// </summary>
    private int ReadKey(string text)
    {
        int at = SkipTemplates(text, SkipBlanks(text, 0));
        if (at >= text.Length || text[at] is '#' or '%')
            return -1;
        bool isFirst = indent < 0;
        isSequence |= isFirst && IsDash(text, at);
        if (!isFirst && at > indent)
            return -1;
        while (isSequence && IsDash(text, at))
            at = SkipBlanks(text, at + 1);
        if (isFirst || isSequence)
            indent = Math.Max(indent, at);
        bool isHidden = false, isExplicit = false;
        while (at < text.Length && text[at] is '!' or '&' or '?')
        {
            isHidden |= text[at] == '!';
            isExplicit |= text[at] == '?';
            at = SkipBlanks(text, text[at] == '?' ? at + 1 : SkipWord(text, at));
        }
        if (at < text.Length && text[at] is '{' or '[')
            return at;
        if (at < text.Length && text[at] is '"' or '\'')
            ReadQuotedKey(text + (isExplicit ? ":" : ""), at, isHidden);
        else
            ReadPlainKey(text + (isExplicit ? ":" : ""), at, isHidden);
        return -1;
    }

    private void ReadQuotedKey(string text, int at, bool isHidden)
    {
        int end = at + 1;
        while (end < text.Length && text[end] != text[at])
            end += text[end] == '\\' && text[at] == '"' ? 2 : 1;
        int colon = SkipBlanks(text, Math.Min(end + 1, text.Length));
        if (colon >= text.Length || text[colon] != ':')
            return;
        string key = text.Substring(at + 1, end - at - 1);
        Add(key, isHidden || IsEscaped(key), text.Substring(colon + 1));
    }

    private void ReadPlainKey(string text, int at, bool isHidden)
    {
        int colon = at;
        while (colon < text.Length && !(text[colon] == ':' && (colon + 1 == text.Length || char.IsWhiteSpace(text[colon + 1]))))
            colon++;
        if (colon < text.Length)
            Add(text.Substring(at, colon - at).TrimEnd(), isHidden, text.Substring(colon + 1));
    }

    private void Add(string key, bool isHidden, string value)
    {
        document.Add(key, isHidden);
        if (key == "kind")
            document.SetKind(value.Trim().Trim('"', '\''));
    }

    /// <summary>
    /// Reads mappings and lists in brackets, comments and single quotes among them, until the last is closed or a
    /// line of dashes ends the document.
    /// </summary>
    private void ReadFlow(string start)
    {
        Push(start);
        var open = new StringBuilder();
        var token = new FlowToken();
        char before = '\n';
        for (int dashes = 0; ;)
        {
            int read = Next();
            if (read < 0 || (read == '\n' && open.Length == 0))
                break;
            char c = (char)read;
            dashes = c == '-' && (dashes > 0 || before == '\n') ? dashes + 1 : 0;
            if (dashes == 3)
            {
                Push("---");
                break;
            }
            bool isBlank = char.IsWhiteSpace(before) || before is '{' or '[' or ',' or '}' or ']' or ':';
            if (c is '"' or '\'' && (isBlank || c == '"'))
                token.Set(ReadString(c));
            else if ((c == '#' && isBlank) || (c == '/' && isBlank && TrySkipComment()))
                SkipComment(c);
            else
                Read(c, open, token);
            before = c;
        }
        document.IsUnbalanced |= open.Length > 0;
    }

    private void Read(char c, StringBuilder open, FlowToken token)
    {
        switch (c)
        {
            case '{' or '[':
                if (open.Length < MaxDepth)
                    open.Append(c);
                else
                    document.IsUnbalanced = true;
                token.Clear();
                break;
            case '}' or ']':
                token.End(document);
                if (open.Length == 0 || open[open.Length - 1] != (c == '}' ? '{' : '['))
                    document.IsUnbalanced = true;
                else
                    open.Length--;
                break;
            case ':':
                token.EndKey(document, IsTop(open));
                break;
            case ',':
                token.End(document);
                break;
            default:
                token.Append(c);
                break;
        }
    }

    /// <summary>Whether the innermost mapping is one of the top level: in lists at most.</summary>
    private static bool IsTop(StringBuilder open)
    {
        for (int i = 0; i < open.Length - 1; i++)
            if (open[i] != '[' || i == MaxTopDepth)
                return false;
        return open.Length > 0 && open[open.Length - 1] == '{';
    }

    /// <summary>Reads a text in quotes up to its end or that of its line.</summary>
    private string ReadString(char quote)
    {
        line.Clear();
        for (int c = Next(); c >= 0 && c != quote; c = Next())
        {
            if (c == '\n')
            {
                Push("\n");
                break;
            }
            if (line.Length < MaxPrefix)
                line.Append((char)c);
            if (c == '\\' && quote == '"' && Next() is var escaped && escaped == '\n')
                Push("\n");
        }
        return line.ToString();
    }

    private bool TrySkipComment()
    {
        int next = Next();
        if (next is '/' or '*')
        {
            Push(((char)next).ToString());
            return true;
        }
        if (next >= 0)
            Push(((char)next).ToString());
        return false;
    }

    private void SkipComment(char start)
    {
        if (start == '#' || Next() == '/')
        {
            SkipLine();
            Push("\n");
            return;
        }
        for (int before = 0, c = Next(); c >= 0 && !(before == '*' && c == '/'); c = Next())
            before = c;
    }

    private void Push(string text) => (pushed, pushedAt) = (text + pushed.Substring(pushedAt), 0);

    private int Next()
    {
        if (pushedAt < pushed.Length)
            return pushed[pushedAt++];
        int c;
        do
        {
            c = length++ < maxLength ? input.Read() : -1;
        }
        while (c == 0);
        return c is '\r' or '\u0085' or '\u2028' or '\u2029' ? '\n' : c;
    }

    /// <summary>Reads the beginning of a line; the end of one that is longer stays.</summary>
    private bool ReadLine(out bool isWhole)
    {
        line.Clear();
        isWhole = true;
        int c = Next();
        if (c < 0)
            return false;
        for (; c >= 0 && c != '\n'; c = Next())
        {
            if (c != '\uFEFF' || line.Length > 0)
                line.Append((char)c);
            if (line.Length == MaxPrefix)
            {
                isWhole = false;
                break;
            }
        }
        return true;
    }

    private void SkipLine()
    {
        while (Next() is not (-1 or '\n'))
        {
        }
    }

    /// <summary>Whether letters are written by their numbers.</summary>
    public static bool IsEscaped(string quoted) =>
        quoted.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0 || quoted.IndexOf("\\x", StringComparison.Ordinal) >= 0;

    private static bool IsDash(string text, int at) => at < text.Length && text[at] == '-' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int SkipWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int SkipTemplates(string text, int at)
    {
        for (; ; )
        {
            (string open, string close) = Array.Find(Templates, t => string.CompareOrdinal(text, at, t.Open, 0, t.Open.Length) == 0);
            if (open is null)
                return at;
            int end = text.IndexOf(close, at, StringComparison.Ordinal);
            if (end < 0)
                return text.Length;
            at = SkipBlanks(text, end + close.Length);
        }
    }
}
