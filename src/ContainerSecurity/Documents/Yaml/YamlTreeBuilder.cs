namespace ContainerSecurity.Documents.Yaml;

/// <summary>Builds the tree of one document from what the reader meets, resolving aliases and merge keys within bounds.</summary>
internal sealed partial class YamlTreeBuilder(SourceFile file, DocumentLimits limits, YamlUse use, YamlReport report)
{
    /// <summary>The entries and items of all mappings and sequences that are open; each takes its own from the end.</summary>
    private readonly SliceStack<MappingEntry> entries = new(32);
    private readonly SliceStack<DocumentNode> items = new(16);
    private const string Reset = "!reset";
    private const string Override = "!override";
    private const string Reference = "!reference";
    private readonly string text = file.Content;
    private YamlReader reader = null!;
    private Dictionary<string, Anchored>? anchors;
    private int depth;
    private int nodes;
    private int aliased;

    /// <summary>The nodes with a tag that says how a compose file is merged, or takes a part of a pipeline from elsewhere; null where none has.</summary>
    public Dictionary<DocumentNode, string>? Tags { get; private set; }

    /// <summary>How much work was done beside reading: keys compared, nodes copied.</summary>
    public long Steps { get; private set; }

    /// <summary>Builds the document whose root the reader stands at, and leaves the reader at its last event.</summary>
    public DocumentNode BuildRoot(YamlReader from)
    {
        reader = from;
        anchors = null;
        depth = nodes = aliased = 0;
        entries.TakeFrom(0);
        items.TakeFrom(0);
        return Build();
    }

    private DocumentNode Build()
    {
        nodes++;
        switch (reader.Kind)
        {
            case YamlEventKind.Scalar:
                return BuildScalar();
            case YamlEventKind.MappingStart:
                return BuildMapping();
            case YamlEventKind.SequenceStart:
                return BuildSequence();
            default:
                return Copy(Resolve());
        }
    }

    private ScalarNode BuildScalar()
    {
        ref readonly YamlToken token = ref reader.Scalar;
        ScalarNode node;
        if (reader.Tag is { } tag && tag is not (Reset or Override))
            node = Tagged(tag, reader.ScalarText);
        else
        {
            ScalarStyle style = token.Form switch
            {
                YamlScalarForm.Plain => ScalarStyle.Plain,
                YamlScalarForm.Literal or YamlScalarForm.Folded => ScalarStyle.Block,
                _ => ScalarStyle.Quoted,
            };
            node = new ScalarNode(file, reader.Start, reader.End, token.IsSlice ? null : reader.ScalarText, style);
            Remember(node, reader.Tag);
        }
        CheckNumber(node);
        Anchor(reader.Name, node, 1);
        return node;
    }

    /// <summary>A scalar whose tag says what it is.</summary>
    private ScalarNode Tagged(string tag, string value)
    {
        ScalarStyle style = YamlTags.Apply(tag, ref value)
            ?? throw new YamlSyntaxException(
                reader.TagSlice.Start,
                Math.Max(reader.TagSlice.End, reader.End),
                $"The value is not what its tag {YamlTags.Short(tag)} says.");
        return new ScalarNode(file, reader.Start, reader.End, value, style);
    }

    /// <summary>JSON, which the API server makes of a document, has no word for infinity.</summary>
    private void CheckNumber(ScalarNode node)
    {
        if (use != YamlUse.Kubernetes || node.Style != ScalarStyle.Plain || reader.End - reader.Start is < 4 or > 5 && reader.Tag is null)
            return;
        if (KubernetesScalars.IsInfinite(node.Text))
            report.Error(node.Span, $"A cluster refuses this document: '{node.Text}' is a number that JSON cannot hold. Put it in quotes, or write another.");
    }

    private MappingNode BuildMapping()
    {
        Enter();
        int start = reader.Start, before = nodes;
        (YamlSlice name, string? tag) = (reader.Name, reader.Tag);
        Open(name);
        int first = entries.Count;
        var keys = new KeySet(first);
        for (reader.Read(); reader.Kind != YamlEventKind.MappingEnd; reader.Read())
            BuildEntry(ref keys);
        ApplyLateMerges(ref keys);
        depth--;
        var node = new MappingNode(file, start, reader.End, entries.TakeFrom(first));
        Remember(node, tag);
        Anchor(name, node, nodes - before + 1);
        return node;
    }

    private void BuildEntry(ref KeySet keys)
    {
        int start = reader.Start, line = reader.Line, column = reader.Column;
        bool isMerge = IsMergeKey();
        bool standsOnOneLine = line > 0 && file.Map is null && reader.Kind == YamlEventKind.Scalar && reader.Scalar.IsSlice;
        string key = isMerge ? "<<" : BuildKey();
        int end = reader.End;
        reader.Read();
        DocumentNode value = Build();
        if (isMerge)
        {
            Merge(ref keys, value, start, end);
            return;
        }
        SourceSpan span = standsOnOneLine ? new SourceSpan(line, column, line, column + end - start) : file.SpanOf(start, end);
        Add(ref keys, new MappingEntry(key, span, value));
    }

    private SequenceNode BuildSequence()
    {
        Enter();
        int start = reader.Start, before = nodes;
        (YamlSlice name, string? tag) = (reader.Name, reader.Tag);
        Open(name);
        int first = items.Count;
        for (reader.Read(); reader.Kind != YamlEventKind.SequenceEnd; reader.Read())
        {
            DocumentNode item = Build();
            items.Add(item);
        }
        depth--;
        var node = new SequenceNode(file, start, reader.End, items.TakeFrom(first));
        Remember(node, tag);
        Anchor(name, node, nodes - before + 1);
        return node;
    }

    private void Enter()
    {
        if (++depth > limits.MaxDepth)
            throw new YamlSyntaxException(
                reader.Start,
                reader.End,
                $"The document is nested deeper than {limits.MaxDepth} levels and was not read.")
            { IsLimit = true };
    }

    private void Remember(DocumentNode node, string? tag)
    {
        if (tag is Reset or Override || (tag is Reference && use == YamlUse.Core))
            (Tags ??= [])[node] = tag;
    }
}
