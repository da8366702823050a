using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContainerSecurity.Documents;

/// <summary>Builds the tree of one document from parser events, resolving aliases and merge keys within bounds.</summary>
/// <param name="file">The source.</param>
/// <param name="parser">The events.</param>
/// <param name="lineOffset">The lines before the parser's text.</param>
/// <param name="limits">The bounds.</param>
/// <param name="errors">Receives keys that are given twice.</param>
/// <param name="ownKeysWin">Whether the own keys of a mapping win over its merge keys wherever they stand, as in compose files; else whatever stands later wins, as kubectl has it.</param>
internal sealed class YamlTreeBuilder(SourceFile file, Parser parser, int lineOffset, DocumentLimits limits, List<DocumentError> errors, bool ownKeysWin)
{
    /// <summary>The entries and items of all mappings and sequences that are open; each takes its own from the end.</summary>
    private readonly Pile<MappingEntry> entries = new(64);
    private readonly Pile<DocumentNode> items = new(64);
    private Dictionary<string, Anchored>? anchors;
    private int depth;
    private int nodes;
    private int aliased;

    /// <summary>The nodes with a tag that says how a compose file is merged; null where none has.</summary>
    public Dictionary<DocumentNode, string>? Tags { get; set; }

    /// <summary>Builds the node at the parser's current event and moves behind it.</summary>
    public DocumentNode Build()
    {
        nodes++;
        switch (parser.Current)
        {
            case Scalar scalar:
                parser.MoveNext();
                return Anchor(scalar, Read(scalar), 1);
            case MappingStart start:
                return BuildMapping(start);
            case SequenceStart start:
                return BuildSequence(start);
            case AnchorAlias alias:
                return Resolve(alias);
            default:
                ParsingEvent? current = parser.Current;
                throw new YamlException(current?.Start ?? Mark.Empty, current?.End ?? Mark.Empty, "Unexpected end of the document");
        }
    }

    internal static SourceSpan Span(in Mark start, in Mark end, int lineOffset) =>
        new((int)start.Line + lineOffset, (int)start.Column, (int)end.Line + lineOffset, (int)end.Column);

    private MappingNode BuildMapping(MappingStart start)
    {
        Enter(start);
        int before = nodes;
        parser.MoveNext();
        var mapping = new OpenMapping(entries);
        List<DocumentNode>? merges = null;
        while (parser.Current is not MappingEnd)
        {
            (string key, SourceSpan span, bool isMerge) = ReadKey();
            DocumentNode value = Build();
            if (!isMerge)
                AddOwn(ref mapping, new MappingEntry(key, span, value));
            else if (ownKeysWin)
                (merges ??= []).Add(value);
            else
                Merge(value, start, ref mapping);
        }
        foreach (DocumentNode merge in merges ?? [])
            Merge(merge, start, ref mapping);
        SourceSpan whole = Span(start.Start, parser.Current!.End, lineOffset);
        parser.MoveNext();
        depth--;
        return Anchor(start, new MappingNode(file, whole, mapping.Close()), nodes - before);
    }

    private (string Key, SourceSpan Span, bool IsMerge) ReadKey()
    {
        ParsingEvent at = parser.Current!;
        SourceSpan span = SpanOf(at);
        if (at is AnchorAlias alias && Resolve(alias) is ScalarNode same)
            return (same.Text, span, false);
        if (at is not Scalar key)
            throw new YamlException(at.Start, at.End, "A key must be a single value, not an object or a list");
        parser.MoveNext();
        string tag = TagOf(key);
        bool isMerge = key.Value == "<<" && (tag.Length == 0 ? key.Style == YamlDotNet.Core.ScalarStyle.Plain : TaggedScalars.IsMerge(tag));
        string text = tag.Length == 0 || isMerge ? key.Value : TaggedScalars.ReadKey(tag, key.Value) ?? throw Refused(key);
        if (!key.Anchor.IsEmpty)
            Anchor(key, new ScalarNode(file, span, text, ScalarStyle.Quoted), 1);
        return (text, span, isMerge);
    }

    private SequenceNode BuildSequence(SequenceStart start)
    {
        Enter(start);
        int before = nodes;
        parser.MoveNext();
        int first = items.Count;
        while (parser.Current is not SequenceEnd)
            items.Add(Build());
        SourceSpan span = Span(start.Start, parser.Current!.End, lineOffset);
        parser.MoveNext();
        depth--;
        return Anchor(start, new SequenceNode(file, span, items.TakeFrom(first)), nodes - before);
    }

    private void Enter(ParsingEvent start)
    {
        if (++depth > limits.MaxDepth)
            throw new DocumentLimitException(start.Start, start.End, $"The document is nested deeper than {limits.MaxDepth} levels and was not read.");
    }

    private void AddOwn(ref OpenMapping mapping, in MappingEntry entry)
    {
        if (mapping.AddOwn(entry) is { } given && errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(file.Path, entry.KeySpan, $"The key '{entry.Key}' is already given at line {given.Line}, column {given.Column}; remove one of the two. The later one was judged."));
    }

    /// <summary>Merges an object, or a list of objects of which the first wins.</summary>
    private void Merge(DocumentNode value, MappingStart start, ref OpenMapping mapping)
    {
        IReadOnlyList<DocumentNode> merged = value is SequenceNode sequence ? sequence.Items : [value];
        for (int i = 0; i < merged.Count; i++)
        {
            if (merged[ownKeysWin ? i : merged.Count - 1 - i] is not MappingNode one)
                throw new DocumentLimitException(start.Start, start.End, "A merge key (<<) must name an object or a list of objects.");
            foreach (MappingEntry entry in one.Entries)
                if (ownKeysWin)
                    mapping.AddMissing(entry);
                else
                    mapping.Merge(entry);
        }
    }

    private DocumentNode Resolve(AnchorAlias alias)
    {
        if (anchors is null || !anchors.TryGetValue(alias.Value.Value, out Anchored anchored))
            throw new DocumentLimitException(alias.Start, alias.End, $"The alias *{alias.Value.Value} has no anchor before it.");
        aliased += anchored.Nodes;
        nodes += anchored.Nodes;
        if (aliased > limits.MaxAliasedNodes)
            throw new DocumentLimitException(alias.Start, alias.End, $"The aliases expand to more than {limits.MaxAliasedNodes} nodes; the document was not read.");
        parser.MoveNext();
        return anchored.Node.Copy();
    }

    private TNode Anchor<TNode>(NodeEvent start, TNode node, int size)
        where TNode : DocumentNode
    {
        if (!start.Anchor.IsEmpty)
            (anchors ??= new Dictionary<string, Anchored>(StringComparer.Ordinal))[start.Anchor.Value] = new Anchored(node, Math.Max(1, size));
        if (!start.Tag.IsEmpty && start.Tag.Value is "!reset" or "!override")
            (Tags ??= [])[node] = start.Tag.Value;
        return node;
    }

    private SourceSpan SpanOf(ParsingEvent e) => Span(e.Start, e.End, lineOffset);

    private ScalarNode Read(Scalar scalar)
    {
        ScalarStyle style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.Plain => ScalarStyle.Plain,
            YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Block,
            _ => ScalarStyle.Quoted,
        };
        string text = TaggedScalars.Read(TagOf(scalar), scalar.Value, ref style) ?? throw Refused(scalar);
        return new ScalarNode(file, SpanOf(scalar), text, style);
    }

    private static string TagOf(Scalar scalar) => scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;

    private static DocumentLimitException Refused(Scalar scalar) =>
        new(scalar.Start, scalar.End, $"The value is none that its tag {TagOf(scalar)} allows, so that Kubernetes refuses the document; it was not read.");

    private readonly record struct Anchored(DocumentNode Node, int Nodes);
}
