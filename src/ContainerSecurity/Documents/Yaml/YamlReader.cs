namespace ContainerSecurity.Documents.Yaml;

/// <summary>Reads a text event by event. An event is where the reader stands, not an object; a scalar has no text until it is asked for.</summary>
internal sealed partial class YamlReader
{
    private readonly string text;
    private readonly YamlScanner scanner;
    private YamlState[] states = new YamlState[16];
    private int stateCount;
    private YamlState state = YamlState.DocumentStart;
    private YamlToken scalar;

    /// <summary>The tokens that began the collections which are open, for messages.</summary>
    private int[] openings = new int[16];
    private int openingCount;

    /// <summary>Starts at an offset that begins a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The offset.</param>
    /// <param name="line">The number of its line, from 1.</param>
    public YamlReader(string text, int start = 0, int line = 1)
    {
        this.text = text;
        scanner = new YamlScanner(text, start, line);
        position = start;
    }

    /// <summary>What the reader stands at.</summary>
    public YamlEventKind Kind { get; private set; }

    /// <summary>The offset where the event begins.</summary>
    public int Start { get; private set; }

    /// <summary>The offset behind the event.</summary>
    public int End { get; private set; }

    /// <summary>The line where the event begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The column where the event begins, from 1.</summary>
    public int Column { get; private set; }

    /// <summary>The region of the anchor's or alias's name; empty where there is none.</summary>
    public YamlSlice Name { get; private set; }

    /// <summary>The region of the tag; empty where there is none.</summary>
    public YamlSlice TagSlice { get; private set; }

    /// <summary>The tag, its handle resolved; null where there is none.</summary>
    public string? Tag { get; private set; }

    /// <summary>Whether a collection is written in brackets, or a document's start or end is not written.</summary>
    public bool IsFlow { get; private set; }

    /// <summary>Whether the document that begins stands behind one that has ended without a mark: a cluster drops it.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>The comments met so far.</summary>
    public List<Comment>? Comments => scanner.Comments;

    /// <summary>How much work was done.</summary>
    public long Steps => scanner.Steps;

    /// <summary>The scalar that the reader stands at.</summary>
    public ref readonly YamlToken Scalar => ref scalar;

    /// <summary>The value of the scalar that the reader stands at.</summary>
    public string ScalarText => scalar.Kind == YamlTokenKind.Scalar ? YamlScalarText.Of(text, scalar) : "";

    /// <summary>Moves to the next event.</summary>
    /// <exception cref="YamlSyntaxException">There is no next event, because the text is wrong.</exception>
    public void Read()
    {
        Name = TagSlice = default;
        Tag = null;
        switch (state)
        {
            case YamlState.DocumentStart:
                ReadDocumentStart();
                break;
            case YamlState.DocumentContent:
                ReadDocumentContent();
                break;
            case YamlState.DocumentEnd:
                ReadDocumentEnd();
                break;
            case YamlState.BlockNode:
                ReadNode(isBlock: true);
                break;
            case YamlState.BlockSequenceEntry:
                ReadBlockEntry();
                break;
            case YamlState.IndentlessSequenceEntry:
                ReadIndentlessEntry();
                break;
            case YamlState.BlockMappingKey:
                ReadBlockKey();
                break;
            case YamlState.BlockMappingValue:
                ReadBlockValue();
                break;
            case YamlState.End:
                Kind = YamlEventKind.StreamEnd;
                break;
            default:
                ReadFlow();
                break;
        }
    }

    private void Push(YamlState next)
    {
        if (stateCount == states.Length)
            Array.Resize(ref states, stateCount * 2);
        states[stateCount++] = next;
    }

    private void Pop() => state = states[--stateCount];

    private void Open(int at)
    {
        if (openingCount == openings.Length)
            Array.Resize(ref openings, openingCount * 2);
        openings[openingCount++] = at;
    }

    /// <summary>The kind of the next token, with the marks on it unfolded.</summary>
    private YamlTokenKind Next()
    {
        ref YamlToken token = ref scanner.Peek();
        return token.OpensSequence ? YamlTokenKind.BlockSequenceStart
            : token.OpensMapping ? YamlTokenKind.BlockMappingStart
            : token.IsKey ? YamlTokenKind.Key
            : token.Kind;
    }

    /// <summary>Moves behind the next token, or takes the mark that stands for it.</summary>
    private void Take()
    {
        ref YamlToken token = ref scanner.Peek();
        if (token.OpensSequence)
            token.OpensSequence = false;
        else if (token.OpensMapping)
            token.OpensMapping = false;
        else if (token.IsKey)
            token.IsKey = false;
        else
            scanner.Skip();
    }

    private void Event(YamlEventKind kind, in YamlToken token, int end)
    {
        Kind = kind;
        Start = token.Start;
        End = end;
        Line = token.Line;
        Column = token.Column;
    }

    /// <summary>An event for a value that is not written.</summary>
    private void EmptyScalar()
    {
        ref YamlToken token = ref scanner.Peek();
        Event(YamlEventKind.Scalar, token, token.Start);
        // It stands behind what was read last, not where the next thing begins.
        if (scanner.LastEnd < token.Start)
        {
            Start = End = scanner.LastEnd;
            Line = Column = 0;
        }
        scalar = default;
        scalar.Start = scalar.End = Start;
    }
}
