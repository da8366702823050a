using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContainerSecurity.Documents;

/// <summary>Builds the tree of one document from parser events, resolving aliases and merge keys within bounds.</summary>
internal sealed class YamlTreeBuilder(SourceFile file, Parser parser, int lineOffset, DocumentLimits limits, List<DocumentError> errors)
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
                return Anchor(scalar, new ScalarNode(file, SpanOf(scalar), scalar.Value, StyleOf(scalar)), 1);
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
        int first = entries.Count;
        List<DocumentNode>? merges = null;
        HashSet<string>? seen = null;
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is not Scalar key)
                throw new YamlException(parser.Current!.Start, parser.Current.End, "A key must be a single value, not an object or a list");
            parser.MoveNext();
            DocumentNode value = Build();
            if (key is { Value: "<<", Style: YamlDotNet.Core.ScalarStyle.Plain })
                (merges ??= []).Add(value);
            else
                Add(first, ref seen, new MappingEntry(key.Value, SpanOf(key), value));
        }
        foreach (DocumentNode merge in merges ?? [])
            Merge(first, merge, start);
        SourceSpan span = Span(start.Start, parser.Current!.End, lineOffset);
        parser.MoveNext();
        depth--;
        return Anchor(start, new MappingNode(file, span, entries.TakeFrom(first)), nodes - before);
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

    private void Add(int first, ref HashSet<string>? seen, MappingEntry entry)
    {
        int earlier = FindEarlier(first, ref seen, entry.Key);
        if (earlier < 0)
        {
            entries.Add(entry);
            return;
        }
        SourceSpan given = entries[earlier].KeySpan;
        if (errors.Count < limits.MaxErrors)
            errors.Add(new DocumentError(file.Path, entry.KeySpan, $"The key '{entry.Key}' is already given at line {given.Line}, column {given.Column}; remove one of the two. The later one was judged."));
        entries[earlier] = entry;
    }

    /// <summary>Small mappings are searched in order; large ones through a set, so that a hostile mapping stays linear.</summary>
    private int FindEarlier(int first, ref HashSet<string>? seen, string key)
    {
        const int SmallMapping = 16;
        if (entries.Count - first < SmallMapping)
            return IndexOf(first, key);
        if (seen is null)
        {
            seen = new HashSet<string>(StringComparer.Ordinal);
            for (int i = first; i < entries.Count; i++)
                seen.Add(entries[i].Key);
        }
        return seen.Add(key) ? -1 : IndexOf(first, key);
    }

    private int IndexOf(int first, string key)
    {
        for (int i = first; i < entries.Count; i++)
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                return i;
        return -1;
    }

    private void Merge(int first, DocumentNode merge, MappingStart start)
    {
        switch (merge)
        {
            case MappingNode mapping:
                foreach (MappingEntry entry in mapping.Entries)
                    if (IndexOf(first, entry.Key) < 0)
                        entries.Add(entry);
                break;
            case SequenceNode sequence:
                foreach (DocumentNode item in sequence.Items)
                    Merge(first, item, start);
                break;
            default:
                throw new DocumentLimitException(start.Start, start.End, "A merge key (<<) must name an object or a list of objects.");
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

    private static ScalarStyle StyleOf(Scalar scalar) => scalar.Style switch
    {
        YamlDotNet.Core.ScalarStyle.Plain => scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific || scalar.Tag.Value != "tag:yaml.org,2002:str" ? ScalarStyle.Plain : ScalarStyle.Quoted,
        YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Block,
        _ => ScalarStyle.Quoted,
    };

    private readonly record struct Anchored(DocumentNode Node, int Nodes);
}
