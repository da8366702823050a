using System.Text;

namespace ContainerSecurity.Cel.Parsing;

/// <summary>Reads a string or bytes literal with its prefixes, quotes and escapes.</summary>
internal readonly struct StringReader
{
    private readonly string text;
    private readonly int start;
    private readonly int open;
    private readonly bool raw;
    private readonly bool bytes;

    private StringReader(string text, int start, int open, bool raw, bool bytes)
    {
        this.text = text;
        this.start = start;
        this.open = open;
        this.raw = raw;
        this.bytes = bytes;
    }

    /// <summary>Whether a literal starts here: quotes after at most one r and one b.</summary>
    public static bool TryStart(string text, int at, out StringReader reader)
    {
        bool raw = false, bytes = false;
        int i = at;
        for (; i < text.Length && i < at + 2; i++)
        {
            if (!raw && text[i] is 'r' or 'R')
                raw = true;
            else if (!bytes && text[i] is 'b' or 'B')
                bytes = true;
            else
                break;
        }
        reader = new(text, at, i, raw, bytes);
        return i < text.Length && text[i] is '"' or '\'';
    }

    public CelValue Read(out int end)
    {
        char quote = text[open];
        bool triple = string.CompareOrdinal(text, open, new string(quote, 3), 0, 3) == 0;
        int at = open + (triple ? 3 : 1);
        int plain = triple ? -1 : PlainEnd(at, quote);
        if (plain >= 0 && !this.bytes)
        {
            end = plain + 1;
            return CelValue.From(text.Substring(at, plain - at));
        }
        var content = new StringBuilder();
        var bytes = this.bytes ? new List<byte>() : null;
        while (true)
        {
            if (at >= text.Length || (!triple && text[at] is '\n' or '\r'))
                throw new CelSyntaxException(start, $"Syntax error: token recognition error at: '{text.Substring(start, Math.Min(at, text.Length) - start)}'");
            char c = text[at];
            if (c == quote && (!triple || string.CompareOrdinal(text, at, new string(quote, 3), 0, 3) == 0))
                break;
            if (c == '\\' && !raw)
            {
                Escape(ref at, content, bytes);
                continue;
            }
            if (triple && c == '\r')
            {
                // Line ends are one newline whatever the file's are.
                at += at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                c = '\n';
            }
            else
            {
                at++;
                if (c == '\\' && at < text.Length && text[at] == quote)
                {
                    content.Append(c);
                    c = text[at++];
                }
            }
            content.Append(c);
            if (bytes is not null)
                Flush(content, bytes, at);
        }
        end = at + (triple ? 3 : 1);
        if (bytes is null)
            return CelValue.From(content.ToString());
        bytes.AddRange(Encoding.UTF8.GetBytes(content.ToString()));
        return CelValue.From(new CelBytes([.. bytes]));
    }

    private int PlainEnd(int at, char quote)
    {
        for (int i = at; i < text.Length; i++)
        {
            char c = text[i];
            if (c == quote)
                return i;
            if (c is '\\' or '\n' or '\r')
                return -1;
        }
        return -1;
    }

    // A surrogate pair must be encoded as one.
    private void Flush(StringBuilder content, List<byte> bytes, int next)
    {
        if (char.IsHighSurrogate(content[content.Length - 1]) && next < text.Length && char.IsLowSurrogate(text[next]))
            return;
        bytes.AddRange(Encoding.UTF8.GetBytes(content.ToString()));
        content.Clear();
    }

    private void Escape(ref int at, StringBuilder content, List<byte>? bytes)
    {
        int start = at;
        if (at + 1 >= text.Length)
            throw Invalid(start);
        char c = text[at + 1];
        at += 2;
        int simple = "abfnrtv\\?\"'`".IndexOf(c);
        if (simple >= 0)
        {
            char value = "\a\b\f\n\r\t\v\\?\"'`"[simple];
            if (bytes is null)
                content.Append(value);
            else
                bytes.Add((byte)value);
            return;
        }
        (int digits, int radix) = c switch
        {
            'x' or 'X' => (2, 16),
            'u' when bytes is null => (4, 16),
            'U' when bytes is null => (8, 16),
            >= '0' and <= '3' => (3, 8),
            _ => throw Invalid(start),
        };
        if (radix == 8)
            at--;
        long code = 0;
        for (int i = 0; i < digits; i++, at++)
        {
            int digit = at < text.Length ? "0123456789abcdef".IndexOf(char.ToLowerInvariant(text[at])) : -1;
            if (digit < 0 || digit >= radix)
                throw Invalid(start);
            code = code * radix + digit;
        }
        if (bytes is not null)
            bytes.Add((byte)code);
        else if (code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF)
            throw new CelSyntaxException(start, "invalid unicode code point");
        else
            CodePoints.Append(content, (int)code);
    }

    private CelSyntaxException Invalid(int at) => new(at, $"Syntax error: token recognition error at: '{text.Substring(at, Math.Min(2, text.Length - at))}'");
}
