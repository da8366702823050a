namespace ContainerSecurity.Documents.Hcl;

/// <summary>
/// Reads files of HashiCorp's configuration language as far as descriptions need it: blocks, attributes, texts, lists,
/// objects and here-documents, with positions. Whatever is calculated is unknown. (No library that reads it with
/// positions is kept up.)
/// </summary>
/// <remarks>
/// A block <c>target "app" { … }</c> is read as the same JSON is: <c>target.app</c>. The name of a variable is read as
/// the text <c>${NAME}</c>. What cannot be read is an error, and the rest of the file is read from the next line on
/// that begins a block.
/// </remarks>
internal sealed partial class HclReader(SourceFile file, DocumentLimits limits)
{
    private const int MaxLabels = 4;
    private readonly string text = file.Content;
    private readonly List<DocumentError> errors = [];
    private readonly List<Comment> comments = [];
    private int position;
    private int depth;

    /// <summary>Reads the file as one document.</summary>
    public DocumentSet Read()
    {
        if (text.Length > limits.MaxLength)
        {
            DocumentReader.FailLong(errors, file.Path, "file", limits.MaxLength);
            return new DocumentSet(file, [], errors);
        }
        int nul = text.IndexOf('\0');
        if (nul >= 0)
            return new DocumentSet(file, [], [DocumentReader.BinaryFile(file, nul)]);
        var root = new HclBody();
        while (true)
        {
            try
            {
                depth = 0;
                ReadBody(root, isInner: false);
                break;
            }
            catch (HclSyntaxException e)
            {
                Fail(e);
                if (!SkipToBlock())
                    break;
            }
        }
        file.Comments = comments;
        return new DocumentSet(file, [root.ToMapping(file, 0, text.Length, this)], errors);
    }

    /// <summary>Says that a key is given twice.</summary>
    internal void Repeated(string key, SourceSpan at, SourceSpan first)
    {
        if (errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(
                file.Path,
                at,
                $"'{key}' is already given at line {first.Line}, column {first.Column}; remove one of the two. The later one was judged."));
    }

    private void Fail(HclSyntaxException e)
    {
        if (errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(
                file.Path,
                file.SpanOf(Math.Min(e.At, text.Length), Math.Min(e.At + 1, text.Length)),
                $"The file is not valid HCL: {e.Message} What stands in this block was not judged."));
    }

    /// <summary>Moves to the next line that begins with a letter and holds an opening brace.</summary>
    private bool SkipToBlock()
    {
        while (true)
        {
            int newline = text.IndexOf('\n', Math.Min(position, text.Length));
            if (newline < 0)
                return false;
            position = newline + 1;
            if (position < text.Length && char.IsLetter(text[position]) && EndOfLine(position) is var end && text.IndexOf('{', position, end - position) >= 0)
                return true;
        }
    }

    private int EndOfLine(int at)
    {
        int newline = text.IndexOf('\n', at);
        return newline < 0 ? text.Length : newline;
    }

    private void ReadBody(HclBody body, bool isInner)
    {
        Enter();
        while (true)
        {
            SkipBlanks(alsoLines: true);
            if (position >= text.Length)
            {
                if (isInner)
                    Fail(new HclSyntaxException(position, "a block is not closed."));
                break;
            }
            if (text[position] == '}' && isInner)
            {
                position++;
                break;
            }
            ReadEntry(body);
        }
        depth--;
    }

    private void ReadEntry(HclBody body)
    {
        int start = position;
        string name = ReadName();
        int end = position;
        SkipBlanks(alsoLines: false);
        if (Peek() == '=' && Peek(1) != '=')
        {
            position++;
            SkipBlanks(alsoLines: false);
            body.Add(new MappingEntry(name, file.SpanOf(start, end), ReadExpression(isLine: true)), this);
            EndLine();
            return;
        }
        HclBody inner = body.Inner(name, file.SpanOf(start, end), start);
        for (int labels = 0; Peek() is not '{'; labels++)
        {
            if (labels == MaxLabels)
                throw new HclSyntaxException(position, $"a block has more than {MaxLabels} labels.");
            int label = position;
            string key = Peek() == '"' ? ReadLabel() : ReadName();
            inner = inner.Inner(key, file.SpanOf(label, position), label);
            SkipBlanks(alsoLines: false);
        }
        int open = position++;
        var content = new HclBody();
        ReadBody(content, isInner: true);
        inner.Take(content, open, position, this);
    }

    private string ReadName()
    {
        int start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '-' or '.'))
            position++;
        return position > start
            ? text.Substring(start, position - start)
            : throw new HclSyntaxException(position, position < text.Length ? "a name is expected here." : "it ends where a name is expected.");
    }

    private string ReadLabel()
    {
        int end = position + 1;
        while (end < text.Length && text[end] is not ('"' or '\n'))
            end += text[end] == '\\' ? 2 : 1;
        if (end >= text.Length || text[end] != '"')
            throw new HclSyntaxException(position, "a quote is not closed.");
        string label = text.Substring(position + 1, end - position - 1);
        position = end + 1;
        return label;
    }

    /// <summary>What stands behind a value on its line is part of nothing.</summary>
    private void EndLine()
    {
        SkipBlanks(alsoLines: false);
        if (position < text.Length && text[position] is not ('\n' or '\r' or '}'))
            throw new HclSyntaxException(position, "the end of the line is expected here.");
    }

    private char Peek(int ahead = 0) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private void Enter()
    {
        if (++depth > limits.MaxDepth)
            throw new HclSyntaxException(position, $"it is nested deeper than {limits.MaxDepth} levels.");
    }

    private void SkipBlanks(bool alsoLines)
    {
        while (position < text.Length)
        {
            char c = text[position];
            if (c is ' ' or '\t' or '\r' or '\uFEFF' || (c == '\n' && alsoLines))
                position++;
            else if (c == '#' || (c == '/' && Peek(1) == '/'))
                SkipComment(EndOfLine(position));
            else if (c == '/' && Peek(1) == '*')
                SkipComment(text.IndexOf("*/", position, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : text.Length);
            else
                break;
        }
    }

    private void SkipComment(int end)
    {
        int before = position - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        comments.Add(new Comment(position, end, file.SpanOf(position, position).Line, before < 0 || text[before] == '\n'));
        position = end;
    }
}
