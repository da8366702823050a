namespace ContainerSecurity.Documents.Yaml;

/// <summary>Documents, their directives and their ends.</summary>
internal sealed partial class YamlReader
{
    private Dictionary<string, string>? handles;
    private HashSet<string>? earlierHandles;
    private int position;
    private bool mayBeBare = true;

    /// <summary>Handles of tags that only an earlier document declares: a cluster refuses the document; null where there are none.</summary>
    public List<YamlSlice>? ForeignHandles { get; private set; }

    private void ReadDocumentStart()
    {
        for (; ; scanner.Skip())
        {
            if (scanner.Peek().Kind != YamlTokenKind.DocumentEnd || Next() != YamlTokenKind.DocumentEnd)
                break;
            mayBeBare = true;
        }
        IsDropped = false;
        foreach (string handle in handles?.Keys ?? Enumerable.Empty<string>())
            (earlierHandles ??= new(StringComparer.Ordinal)).Add(handle);
        handles = null;
        YamlToken first = scanner.Peek();
        bool hasDirectives = ReadDirectives();
        YamlTokenKind next = Next();
        if (next == YamlTokenKind.StreamEnd && !hasDirectives)
        {
            Event(YamlEventKind.StreamEnd, first, first.Start);
            state = YamlState.End;
            return;
        }
        IsFlow = next != YamlTokenKind.DocumentStart;
        if (IsFlow && hasDirectives)
            throw Expected("'---' is expected behind directives", first.Start, first.End);
        IsDropped = !isFirst && (IsFlow || (hasDirectives && !mayBeBare));
        Event(YamlEventKind.DocumentStart, first, first.End);
        if (!IsFlow)
            scanner.Skip();
        isFirst = false;
        Push(YamlState.DocumentEnd);
        state = IsFlow ? YamlState.BlockNode : YamlState.DocumentContent;
    }

    private bool isFirst = true;

    private bool ReadDirectives()
    {
        bool hasVersion = false;
        bool hasAny = false;
        for (; ; scanner.Skip())
        {
            YamlToken token = scanner.Peek();
            switch (token.Kind)
            {
                case YamlTokenKind.VersionDirective when hasVersion:
                    throw Expected("A second %YAML directive stands before one document", token.Start, token.End);
                case YamlTokenKind.VersionDirective:
                    hasVersion = true;
                    break;
                case YamlTokenKind.TagDirective:
                    Declare(token);
                    break;
                case YamlTokenKind.OtherDirective:
                    break;
                default:
                    return hasAny;
            }
            hasAny = true;
        }
    }

    private void Declare(in YamlToken token)
    {
        string[] words = text.Substring(token.Detail, token.End - token.Detail).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        handles ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (handles.ContainsKey(words[0]))
            throw Expected($"The handle {words[0]} is declared twice for one document", token.Start, token.End);
        handles.Add(words[0], words[1]);
    }

    private void ReadDocumentContent()
    {
        if (Next() is YamlTokenKind.VersionDirective or YamlTokenKind.TagDirective or YamlTokenKind.OtherDirective
            or YamlTokenKind.DocumentStart or YamlTokenKind.DocumentEnd or YamlTokenKind.StreamEnd)
        {
            EmptyScalar();
            Pop();
            return;
        }
        ReadNode(isBlock: true);
    }

    private void ReadDocumentEnd()
    {
        YamlToken token = scanner.Peek();
        IsFlow = Next() != YamlTokenKind.DocumentEnd;
        Event(YamlEventKind.DocumentEnd, token, IsFlow ? token.Start : token.End);
        if (!IsFlow)
            scanner.Skip();
        mayBeBare = !IsFlow;
        state = YamlState.DocumentStart;
    }

    /// <summary>The tag of a token with its handle resolved.</summary>
    private string Resolve(in YamlToken token)
    {
        if (text[token.Start + 1 < token.End ? token.Start + 1 : token.Start] == '<')
            return Unescape(text.Substring(token.Start + 2, token.End - token.Start - 3));
        string handle = text.Substring(token.Start, token.Detail - token.Start);
        string name = Unescape(text.Substring(token.Detail, token.End - token.Detail));
        if (name.Length == 0 && handle == "!")
            return "!";
        if (handles is not null && handles.TryGetValue(handle, out string? prefix))
            return Unescape(prefix) + name;
        if (handle is "!" or "!!")
            return (handle == "!" ? "!" : "tag:yaml.org,2002:") + name;
        if (earlierHandles is null || !earlierHandles.Contains(handle))
            throw new YamlSyntaxException(
                token.Start,
                token.End,
                $"The handle {handle} of this tag is not declared; put a text that begins with '!' in quotes.");
        (ForeignHandles ??= []).Add(new YamlSlice(token.Start, token.End));
        return handle + name;
    }

    private string Unescape(string tag) => tag.IndexOf('%') < 0 ? tag : Uri.UnescapeDataString(tag);

    private YamlSyntaxException Expected(string what, int start, int end) => new(start, end, what + ".");
}
