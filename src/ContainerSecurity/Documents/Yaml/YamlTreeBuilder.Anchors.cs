namespace ContainerSecurity.Documents.Yaml;

/// <summary>Anchors and aliases. An alias is a copy, so that every node has one place in the tree; how much may be copied is bounded.</summary>
internal sealed partial class YamlTreeBuilder
{
    /// <summary>Says that the node of an anchor has begun and is not whole yet.</summary>
    private void Open(YamlSlice name) => Anchor(name, null, 0);

    private void Anchor(YamlSlice name, DocumentNode? node, int size)
    {
        if (!name.IsEmpty)
            (anchors ??= new Dictionary<string, Anchored>(StringComparer.Ordinal))[NameOf(name)] = new Anchored(node, Math.Max(1, size));
    }

    private string NameOf(YamlSlice name) => KnownWords.Cut(text, name.Start, name.End - name.Start);

    /// <summary>The node of the alias that the reader stands at, counted against the bound.</summary>
    private DocumentNode Resolve()
    {
        string name = NameOf(reader.Name);
        if (anchors is null || !anchors.TryGetValue(name, out Anchored anchored))
            throw new YamlSyntaxException(reader.Start, reader.End, $"The alias *{name} has no anchor before it.");
        if (anchored.Node is null)
            throw new YamlSyntaxException(reader.Start, reader.End, $"The alias *{name} stands within what it names.");
        aliased += anchored.Nodes;
        nodes += anchored.Nodes;
        Steps += anchored.Nodes;
        if (aliased > limits.MaxAliasedNodes)
            throw new YamlSyntaxException(
                reader.Start,
                reader.End,
                $"The aliases expand to more than {limits.MaxAliasedNodes} nodes; the document was not read.")
            { IsLimit = true };
        return anchored.Node;
    }

    private DocumentNode Copy(DocumentNode node)
    {
        DocumentNode copy = node.Copy();
        if (Tags is not null && Tags.TryGetValue(node, out string? tag))
            Tags[copy] = tag;
        return copy;
    }

    private readonly record struct Anchored(DocumentNode? Node, int Nodes);
}
