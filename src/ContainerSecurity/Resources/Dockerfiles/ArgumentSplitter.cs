using System.Text;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Cuts the arguments of an instruction into tokens, as BuildKit does.</summary>
/// <param name="text">The logical line.</param>
/// <param name="escape">The escape character of the file.</param>
internal sealed class ArgumentSplitter(string text, char escape)
{
    /// <summary>The keyword that starts at an offset.</summary>
    public Token Keyword(int start)
    {
        start = SkipSpace(start);
        return Slice(start, WordEnd(start));
    }

    /// <summary>The flags from an offset on, and where the arguments start.</summary>
    public IReadOnlyList<Token> Flags(int start, out int arguments)
    {
        var flags = new List<Token>();
        for (arguments = SkipSpace(start);
             arguments + 1 < text.Length && text[arguments] == '-' && text[arguments + 1] == '-';
             arguments = SkipSpace(arguments))
        {
            Token flag = Flag(arguments);
            arguments = flag.End;
            if (flag.Text == "--")
            {
                arguments = SkipSpace(arguments);
                break;
            }
            flags.Add(flag);
        }
        return flags;
    }

    /// <summary>Everything from an offset on, trimmed; null where there is nothing.</summary>
    public Token? Rest(int start)
    {
        start = SkipSpace(start);
        int end = text.Length;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end > start ? Slice(start, end) : null;
    }

    /// <summary>What stands between white space.</summary>
    public IReadOnlyList<Token> Separated(int start)
    {
        var tokens = new List<Token>();
        for (start = SkipSpace(start); start < text.Length; start = SkipSpace(start))
        {
            int end = WordEnd(start);
            tokens.Add(Slice(start, end));
            start = end;
        }
        return tokens;
    }

    /// <summary>Words, in which quotes and escapes hold white space together; they stay as written.</summary>
    public IReadOnlyList<Token> Words(int start)
    {
        var tokens = new List<Token>();
        for (start = SkipSpace(start); start < text.Length; start = SkipSpace(start))
        {
            int end = QuotedEnd(start, out int length);
            if (length > 0)
                tokens.Add(new Token(text.Substring(start, length), start, end));
            start = end;
        }
        return tokens;
    }

    private Token Flag(int start)
    {
        var flag = new StringBuilder();
        char quote = '\0';
        int at = start;
        for (; at < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[at])); at++)
        {
            if (quote == '\0' ? text[at] is '\'' or '"' : text[at] == quote)
                quote = quote == '\0' ? text[at] : '\0';
            else if (text[at] != '\\')
                flag.Append(text[at]);
            else if (++at < text.Length)
                flag.Append(text[at]);
        }
        return new Token(flag.ToString(), start, Math.Min(at, text.Length));
    }

    /// <summary>Where a word ends; an escape character at the very end of the text is not part of it.</summary>
    private int QuotedEnd(int start, out int length)
    {
        char quote = '\0';
        for (int at = start; at < text.Length; at++)
        {
            char c = text[at];
            if (c == escape && quote != '\'')
            {
                if (at + 1 == text.Length)
                {
                    length = at - start;
                    return text.Length;
                }
                at++;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (char.IsWhiteSpace(c))
            {
                length = at - start;
                return at;
            }
        }
        length = text.Length - start;
        return text.Length;
    }

    private int SkipSpace(int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private int WordEnd(int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private Token Slice(int start, int end) => new(text.Substring(start, end - start), start, end);
}
