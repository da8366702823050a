using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>
/// Makes documents whose nodes stand where their characters come from: in the template, with the value that was printed
/// beside it. What is not known in a text is not known in its document.
/// </summary>
/// <param name="text">The rendered text.</param>
/// <param name="document">The text of the document in it.</param>
internal sealed class DocumentPlacer(PlacedText text, DocumentText document)
{
    private const char Hole = RenderedText.Hole;

    /// <summary>The same document in its places.</summary>
    /// <param name="root">The document as it was read from its text.</param>
    public DocumentNode Place(DocumentNode root) => Place(root, FieldOf(root));

    /// <summary>The place of a region of the document.</summary>
    public PlacedRegion RegionOf(SourceSpan span)
    {
        (int start, int end) = document.RegionOf(span);
        return text.RegionOf(start, end);
    }

    private DocumentNode Place(DocumentNode node, Field field)
    {
        PlacedRegion region = RegionOf(node.Span);
        var place = new DocumentPlace(field.Region.File.Source, region.File == field.Region.File ? region.Span : field.Region.Span)
        {
            FieldSpan = field.Region.Span,
            Related = Related(node, field, region),
            IsAssembled = true,
        };
        return node switch
        {
            MappingNode mapping => PlaceMapping(mapping, place),
            SequenceNode sequence => new SequenceNode(place, [.. sequence.Items.Select(i => Place(i, FieldOf(i)))], sequence.IsOpen),
            ScalarNode scalar when IsKnown(scalar) => new ScalarNode(place, scalar.Text, scalar.Style),
            _ => new UnknownNode(place),
        };
    }

    private DocumentNode PlaceMapping(MappingNode mapping, DocumentPlace place)
    {
        var entries = new List<MappingEntry>(mapping.Entries.Count);
        bool isOpen = mapping.IsOpen;
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key.Contains(Hole, StringComparison.Ordinal))
            {
                isOpen = true;
            }
            else
            {
                Field field = FieldOf(entry);
                isOpen |= IsOpenList(entry);
                entries.Add(new MappingEntry(entry.Key, field.Key.Span, Place(entry.Value, field)));
            }
        return entries.Count == 0 && isOpen ? new UnknownNode(place) : new MappingNode(place, entries, isOpen);
    }

    /// <summary>Whether what is not known stands at the depth of a list and of its key, so that it belongs to either.</summary>
    private static bool IsOpenList(MappingEntry entry) =>
        entry.Value is SequenceNode { Items: [.., ScalarNode { Text: [Hole] }] } list && list.Span.Column <= entry.KeySpan.Column;

    private bool IsKnown(ScalarNode scalar) =>
        !scalar.Text.Contains(Hole, StringComparison.Ordinal) && !(scalar.IsNull && document.IsOpenAfter(scalar.Span));

    /// <summary>The field of a node without a key: its own region, of a mapping that of its first entry.</summary>
    private Field FieldOf(DocumentNode node)
    {
        if (node is MappingNode { Entries: [var first, ..] })
            return FieldOf(first);
        PlacedRegion region = RegionOf(node.Span);
        return new Field(region, region, document.RegionOf(node.Span));
    }

    /// <summary>The field of an entry: key and value of a scalar, else the key.</summary>
    private Field FieldOf(MappingEntry entry)
    {
        (int Start, int End) written = document.RegionOf(entry.KeySpan);
        PlacedRegion key = text.RegionOf(written.Start, written.End);
        if (entry.Value is MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 })
            return new Field(key, key, written);
        PlacedRegion value = RegionOf(entry.Value.Span);
        // What a named template prints is called on the line of the key.
        PlacedRegion whole = value.File == key.File && value.End >= key.End ? key.To(value) : key with { End = Math.Max(key.End, key.File.EndOfLine(key.End)) };
        return new Field(whole, key, written);
    }

    private IReadOnlyList<RelatedPlace> Related(DocumentNode node, Field field, PlacedRegion region)
    {
        (int start, int end) = document.RegionOf(node.Span);
        bool isScalar = node is ScalarNode or UnknownNode;
        IReadOnlyList<RelatedPlace> values = text.ValuesOf(start, isScalar ? end : start + 1);
        if (values.Count == 0)
            values = text.ValuesOf(field.Written.Start, field.Written.End);
        return isScalar && region.File != field.Region.File && node.Span != SourceSpan.FileStart && end > start
            ? [new RelatedPlace(region.File.Source, region.Span, "printed by"), .. values]
            : values;
    }

    /// <summary>Where a field is written.</summary>
    /// <param name="Region">What a person would change.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Written">The offsets of its key in the rendered text.</param>
    private readonly record struct Field(PlacedRegion Region, PlacedRegion Key, (int Start, int End) Written);
}
