using System.Globalization;
using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>Reads JSON texts, one or several behind each other, with positions. (System.Text.Json gives no positions of nodes and is not part of netstandard2.0.)</summary>
internal sealed class JsonReader(SourceFile file, DocumentLimits limits)
{
    private readonly string text = file.Text!;
    private readonly List<DocumentError> errors = [];
    private int position;
    private int line = 1;
    private int lineStart;
    private int depth;
    private int nodes;

    /// <summary>Reads the text; null where it is no JSON and <paramref name="mustBeJson"/> is false, so that another reader may try.</summary>
    public DocumentSet? TryRead(bool mustBeJson)
    {
        var documents = new List<DocumentNode>();
        try
        {
            for (SkipWhiteSpace(); position < text.Length; SkipWhiteSpace())
                documents.Add(ReadValue());
        }
        catch (JsonFormatException e)
        {
            if (!mustBeJson)
                return null;
            errors.Add(new DocumentError(file.Path, Here(1), $"The document is not valid JSON: {e.Message}"));
        }
        return new DocumentSet(file, documents, errors);
    }

    private DocumentNode ReadValue()
    {
        SkipWhiteSpace();
        if (position >= text.Length)
            throw new JsonFormatException("it ends before it is complete.");
        if (++nodes > limits.MaxNodes)
            throw new JsonFormatException($"it has more than {limits.MaxNodes} values.");
        return text[position] switch
        {
            '{' => ReadObject(),
            '[' => ReadArray(),
            '"' => ReadStringNode(),
            _ => ReadLiteral(),
        };
    }

    private MappingNode ReadObject()
    {
        SourceSpan start = Enter();
        var entries = new List<MappingEntry>(8);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!TryClose('}', entries.Count == 0))
        {
            if (position >= text.Length || text[position] != '"')
                throw new JsonFormatException("a key in double quotes is expected.");
            SourceSpan keyStart = Here(0);
            string key = ReadString();
            SourceSpan keySpan = keyStart.To(Here(0));
            SkipWhiteSpace();
            Expect(':');
            var entry = new MappingEntry(key, keySpan, ReadValue());
            if (seen.TryGetValue(key, out int earlier))
            {
                Duplicate(entry, entries[earlier].KeySpan);
                entries[earlier] = entry;
                continue;
            }
            seen.Add(key, entries.Count);
            entries.Add(entry);
        }
        return new MappingNode(file, start.To(Here(0)), entries.ToArray());
    }

    private SequenceNode ReadArray()
    {
        SourceSpan start = Enter();
        var items = new List<DocumentNode>(4);
        while (!TryClose(']', items.Count == 0))
            items.Add(ReadValue());
        return new SequenceNode(file, start.To(Here(0)), items.ToArray());
    }

    private void Duplicate(MappingEntry entry, SourceSpan first)
    {
        if (errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(file.Path, entry.KeySpan, $"The key '{entry.Key}' is already given at line {first.Line}, column {first.Column}; remove one of the two. The later one was judged."));
    }

    private SourceSpan Enter()
    {
        if (++depth > limits.MaxDepth)
            throw new JsonFormatException($"it is nested deeper than {limits.MaxDepth} levels.");
        SourceSpan start = Here(0);
        position++;
        return start;
    }

    /// <summary>Whether the closing bracket is next; otherwise consumes the comma that must stand before a further item.</summary>
    private bool TryClose(char bracket, bool isFirst)
    {
        SkipWhiteSpace();
        if (position < text.Length && text[position] == bracket)
        {
            position++;
            depth--;
            return true;
        }
        if (!isFirst)
        {
            Expect(',');
            SkipWhiteSpace();
        }
        return false;
    }

    private ScalarNode ReadStringNode()
    {
        SourceSpan start = Here(0);
        string value = ReadString();
        return new ScalarNode(file, start.To(Here(0)), value, ScalarStyle.Quoted);
    }

    private ScalarNode ReadLiteral()
    {
        SourceSpan start = Here(0);
        int from = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '-' or '+' or '.'))
            position++;
        string literal = text.Substring(from, position - from);
        bool valid = literal is "true" or "false" or "null"
            || (literal.Length > 0 && literal[0] is '-' or (>= '0' and <= '9') && double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (!valid)
        {
            position = from;
            throw new JsonFormatException("a value is expected.");
        }
        return new ScalarNode(file, start.To(Here(0)), literal, ScalarStyle.Plain);
    }

    private string ReadString()
    {
        int from = ++position;
        while (position < text.Length && text[position] is not ('"' or '\\' or '\n'))
            position++;
        if (position < text.Length && text[position] == '"')
            return text.Substring(from, position++ - from);
        var builder = new StringBuilder(text, from, position - from, Math.Max(16, (position - from) * 2));
        while (position < text.Length && text[position] is not ('"' or '\n'))
        {
            char c = text[position++];
            builder.Append(c == '\\' ? ReadEscape() : c);
        }
        Expect('"');
        return builder.ToString();
    }

    private char ReadEscape()
    {
        char c = position < text.Length ? text[position++] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when position + 4 <= text.Length
                && ushort.TryParse(text.Substring(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                position += 4;
                return (char)unit;
            default:
                throw new JsonFormatException("this escape sequence does not exist.");
        }
    }

    private void Expect(char c)
    {
        if (position >= text.Length)
            throw new JsonFormatException($"it ends where '{c}' is expected.");
        if (text[position] != c)
            throw new JsonFormatException($"'{c}' is expected.");
        position++;
    }

    private void SkipWhiteSpace()
    {
        for (; position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n'; position++)
        {
            if (text[position] != '\n')
                continue;
            line++;
            lineStart = position + 1;
        }
    }

    private SourceSpan Here(int length)
    {
        int column = position - lineStart + 1;
        return new SourceSpan(line, column, line, column + length);
    }

#pragma warning disable CA1032, CA1064 // Internal control flow of this reader; never leaves it.
    private sealed class JsonFormatException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
}
