namespace ContainerSecurity.Documents.Json;

/// <summary>
/// Reads JSON texts, one or several behind each other, with positions. (System.Text.Json gives no positions of nodes
/// and is not part of netstandard2.0.)
/// </summary>
internal sealed partial class JsonReader(SourceFile file, DocumentLimits limits)
{
    private readonly string text = file.Content;
    private readonly List<DocumentError> errors = [];
    private readonly SliceStack<MappingEntry> entries = new(16);
    private readonly SliceStack<DocumentNode> items = new(16);
    private readonly bool mayHoldComments = MayHoldComments(file.Path);
    private List<Comment>? comments;
    private int firstExtension = -1;
    private int position;
    private int line = 1;
    private int lineStart;
    private int depth;
    private int nodes;

    /// <summary>Whether a file is one that tools write comments and trailing commas in.</summary>
    public static bool MayHoldComments(string path) =>
        path.EndsWith(".jsonc", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json5", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith("devcontainer.json", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith("launchSettings.json", StringComparison.OrdinalIgnoreCase);

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
            errors.Add(new DocumentError(file.Path, file.SpanOf(e.At, Math.Min(e.At + 1, text.Length)), $"The document is not valid JSON: {e.Message}"));
        }
        if (firstExtension >= 0 && !mayHoldComments)
        {
            if (!mustBeJson)
                return null;
            errors.Add(new DocumentError(
                file.Path,
                file.SpanOf(firstExtension, firstExtension + 1),
                "JSON knows neither comments nor a comma behind the last item, so other programs refuse this file; it was read all the same."));
        }
        file.Comments = comments ?? [];
        return new DocumentSet(file, documents, errors);
    }

    private DocumentNode ReadValue()
    {
        SkipWhiteSpace();
        if (position >= text.Length)
            throw new JsonFormatException(position, "it ends before it is complete.");
        if (++nodes > limits.MaxNodes)
            throw new JsonFormatException(position, $"it has more than {limits.MaxNodes} values.");
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
        int start = Enter(), first = entries.Count;
        Dictionary<string, int>? numbers = null;
        while (!TryClose('}', entries.Count == first))
        {
            if (position >= text.Length || text[position] != '"')
                throw new JsonFormatException(position, "a key in double quotes is expected.");
            int from = position;
            var at = (Line: line, Column: position - lineStart + 1);
            string key = ReadString(out bool isSlice) ?? KnownWords.Cut(text, from + 1, position - from - 2);
            SourceSpan span = isSlice && file.Map is null
                ? new SourceSpan(at.Line, at.Column, at.Line, at.Column + position - from)
                : file.SpanOf(from, position);
            SkipWhiteSpace();
            Expect(':');
            Add(first, ref numbers, new MappingEntry(key, span, ReadValue()));
        }
        return new MappingNode(file, start, position, entries.TakeFrom(first));
    }

    private void Add(int first, ref Dictionary<string, int>? numbers, in MappingEntry entry)
    {
        int earlier = Find(first, ref numbers, entry.Key);
        if (earlier < 0)
        {
            numbers?.Add(entry.Key, entries.Count);
            entries.Add(entry);
            return;
        }
        SourceSpan given = entries[earlier].KeySpan;
        if (errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(
                file.Path,
                entry.KeySpan,
                $"The key '{entry.Key}' is already given at line {given.Line}, column {given.Column}; remove one of the two. The later one was judged."));
        entries[earlier] = entry;
    }

    private int Find(int first, ref Dictionary<string, int>? numbers, string key)
    {
        const int SmallObject = 16;
        if (entries.Count - first >= SmallObject && numbers is null)
        {
            numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = first; i < entries.Count; i++)
                numbers.Add(entries[i].Key, i);
        }
        if (numbers is not null)
            return numbers.TryGetValue(key, out int found) ? found : -1;
        for (int i = first; i < entries.Count; i++)
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                return i;
        return -1;
    }

    private SequenceNode ReadArray()
    {
        int start = Enter(), first = items.Count;
        while (!TryClose(']', items.Count == first))
        {
            DocumentNode item = ReadValue();
            items.Add(item);
        }
        return new SequenceNode(file, start, position, items.TakeFrom(first));
    }

    private int Enter()
    {
        if (++depth > limits.MaxDepth)
            throw new JsonFormatException(position, $"it is nested deeper than {limits.MaxDepth} levels.");
        return position++;
    }

    /// <summary>Whether the closing bracket is next; otherwise consumes the comma that must stand before a further item.</summary>
    private bool TryClose(char bracket, bool isFirst)
    {
        SkipWhiteSpace();
        if (!isFirst && !IsAt(bracket))
        {
            int comma = position;
            Expect(',');
            SkipWhiteSpace();
            if (IsAt(bracket))
                NoteExtension(comma);
        }
        if (!IsAt(bracket))
            return false;
        position++;
        depth--;
        return true;
    }

    private bool IsAt(char c) => position < text.Length && text[position] == c;

    private void NoteExtension(int at)
    {
        if (firstExtension < 0)
            firstExtension = at;
    }

    private void Expect(char c)
    {
        if (position >= text.Length)
            throw new JsonFormatException(position, $"it ends where '{c}' is expected.");
        if (text[position] != c)
            throw new JsonFormatException(position, $"'{c}' is expected.");
        position++;
    }
}
