using System.Text;

namespace ContainerSecurity.Documents.Hcl;

/// <content>The values: what is written out is read, what is calculated is unknown.</content>
internal sealed partial class HclReader
{
    /// <summary>Reads an expression.</summary>
    /// <param name="isLine">Whether the end of the line ends it.</param>
    private DocumentNode ReadExpression(bool isLine)
    {
        Enter();
        int start = position;
        DocumentNode? value = Peek() switch
        {
            '"' => ReadText(),
            '<' when Peek(1) == '<' => ReadHeredoc(),
            '[' => ReadList(),
            '{' => ReadObject(),
            _ => ReadWord(),
        };
        depth--;
        int end = position;
        SkipBlanks(alsoLines: !isLine);
        if (value is not null && Peek() is '\0' or '\n' or ',' or ']' or '}' or ')')
            return value;
        position = end;
        SkipExpression(isLine);
        if (position == start)
            throw new HclSyntaxException(position, "a value is expected here.");
        return Unknown(start, position);
    }

    private UnknownNode Unknown(int start, int end) => new(file, file.SpanOf(start, end)) { IsPresent = true };

    /// <summary>Passes over what is calculated: up to the end of the line or of the item, but for what brackets and quotes hold.</summary>
    private void SkipExpression(bool isLine)
    {
        int open = 0;
        while (position < text.Length)
        {
            char c = text[position];
            if (open == 0 && (c is ',' or ']' or '}' or ')' || (c == '\n' && isLine)))
                return;
            if (c == '"')
            {
                ReadText();
                continue;
            }
            if (c is '#' || (c == '/' && Peek(1) is '/' or '*'))
            {
                SkipBlanks(alsoLines: false);
                continue;
            }
            open += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            position++;
        }
    }

    /// <summary>A number, a word, or the name of a variable; null for anything that is calculated.</summary>
    private ScalarNode? ReadWord()
    {
        int start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '-' or '.'))
            position++;
        if (position == start || Peek() == '(')
            return null;
        string word = text.Substring(start, position - start);
        return word is "true" or "false" or "null" || char.IsDigit(word[0]) || (word.Length > 1 && word[0] == '-' && char.IsDigit(word[1]))
            ? new ScalarNode(file, start, position, word, ScalarStyle.Plain)
            : char.IsLetter(word[0]) || word[0] == '_' ? new ScalarNode(file, start, position, "${" + word + "}", ScalarStyle.Quoted)
            : null;
    }

    /// <summary>A text in quotes; what is filled in stays as it is written.</summary>
    private ScalarNode ReadText()
    {
        int start = position++;
        var built = new StringBuilder();
        while (true)
        {
            char c = Peek();
            if (position >= text.Length || c is '\n')
                throw new HclSyntaxException(start, "a quote is not closed.");
            if (c == '"')
                break;
            if (c is '$' or '%' && Peek(1) == '{' && !(position > start + 1 && text[position - 1] == c))
                TakeTemplate(built);
            else if (c == '\\')
                TakeEscape(built);
            else
            {
                built.Append(c);
                position++;
            }
        }
        position++;
        return new ScalarNode(file, start, position, built.ToString(), ScalarStyle.Quoted);
    }

    private void TakeTemplate(StringBuilder built)
    {
        int start = position, open = 0;
        do
        {
            if (position >= text.Length)
                throw new HclSyntaxException(start, "an expression is not closed.");
            char c = text[position];
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '"')
            {
                Enter();
                ReadText();
                depth--;
            }
            else
                position++;
        }
        while (open > 0 || position < start + 2);
        built.Append(text, start, position - start);
    }

    private void TakeEscape(StringBuilder built)
    {
        char c = Peek(1);
        position += 2;
        int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0 && position + digits <= text.Length
            && uint.TryParse(text.Substring(position, digits), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out uint code)
            && code is < 0xD800 or (> 0xDFFF and <= 0x10FFFF))
        {
            built.Append(char.ConvertFromUtf32((int)code));
            position += digits;
            return;
        }
        built.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => c });
    }

    /// <summary>A here-document; <c>&lt;&lt;-</c> takes the blanks away that all of its lines begin with.</summary>
    private ScalarNode ReadHeredoc()
    {
        int start = position;
        position += 2;
        bool strips = Peek() == '-';
        position += strips ? 1 : 0;
        string mark = ReadName();
        position = Math.Min(EndOfLine(position) + 1, text.Length);
        var lines = new List<string>();
        while (true)
        {
            if (position >= text.Length)
                throw new HclSyntaxException(start, $"the here-document '{mark}' is not closed.");
            int end = EndOfLine(position);
            string line = text.Substring(position, end - position).TrimEnd('\r');
            if (line.Trim() == mark)
            {
                position = end;
                break;
            }
            lines.Add(line);
            position = Math.Min(end + 1, text.Length);
        }
        int indent = strips
            ? lines.Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min()
            : 0;
        string value = string.Concat(lines.Select(l => (l.Length >= indent ? l.Substring(indent) : l.TrimStart()) + "\n"));
        return new ScalarNode(file, start, position, value, ScalarStyle.Block);
    }

    private DocumentNode ReadList()
    {
        int start = position++;
        var items = new List<DocumentNode>();
        while (true)
        {
            SkipBlanks(alsoLines: true);
            if (Peek() == ']')
                break;
            if (position >= text.Length)
                throw new HclSyntaxException(start, "a list is not closed.");
            if (items.Count == 0 && IsLoop())
                return SkipLoop(start, ']');
            items.Add(ReadExpression(isLine: false));
            SkipBlanks(alsoLines: true);
            if (Peek() == ',')
                position++;
            else if (Peek() != ']')
                throw new HclSyntaxException(position, "a comma is expected here.");
        }
        position++;
        return new SequenceNode(file, start, position, [.. items]);
    }

    private DocumentNode ReadObject()
    {
        int start = position++;
        var body = new HclBody();
        while (true)
        {
            SkipBlanks(alsoLines: true);
            if (Peek() == '}')
                break;
            if (position >= text.Length)
                throw new HclSyntaxException(start, "an object is not closed.");
            if (IsLoop())
                return SkipLoop(start, '}');
            ReadObjectEntry(body);
            SkipBlanks(alsoLines: true);
            position += Peek() == ',' ? 1 : 0;
        }
        position++;
        return body.ToMapping(file, start, position, this);
    }

    private void ReadObjectEntry(HclBody body)
    {
        int start = position;
        string? key = Peek() == '"' ? ReadLabel() : Peek() == '(' ? null : ReadName();
        if (key is null)
            SkipGroup();
        SourceSpan span = file.SpanOf(start, position);
        SkipBlanks(alsoLines: false);
        if (Peek() is not ('=' or ':'))
            throw new HclSyntaxException(position, "'=' or ':' is expected here.");
        position++;
        SkipBlanks(alsoLines: true);
        DocumentNode value = ReadExpression(isLine: true);
        if (key is not null)
            body.Add(new MappingEntry(key, span, value), this);
    }

    private bool IsLoop() => string.CompareOrdinal(text, position, "for ", 0, 4) == 0;

    private UnknownNode SkipLoop(int start, char close)
    {
        while (position < text.Length)
        {
            SkipExpression(isLine: false);
            if (Peek() == close)
                break;
            position++;
        }
        position = Math.Min(position + 1, text.Length);
        return Unknown(start, position);
    }

    private void SkipGroup()
    {
        position++;
        SkipExpression(isLine: false);
        position = Math.Min(position + 1, text.Length);
    }
}
