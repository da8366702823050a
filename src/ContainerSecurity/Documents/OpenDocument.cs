namespace ContainerSecurity.Documents;

/// <summary>
/// Copies documents that are not whole: what a patch does not say, or what an operator completes, is unknown and not
/// absent; so is a value with a hole that is filled later.
/// </summary>
internal static class OpenDocument
{
    private const string Directive = "$patch";

    /// <summary>A copy in which absent keys, nulls, deletions and holes are unknown. It stands where the original does.</summary>
    public static MappingNode Of(MappingNode original) =>
        (MappingNode)InPlace(original, original.Copy(isOpen: true, v => Open(v, isOpen: true)));

    /// <summary>The same copy of any node, which belongs to no parent yet.</summary>
    public static DocumentNode OfValue(DocumentNode original) => Open(original, isOpen: true);

    /// <summary>A copy in which holes alone are unknown. It stands where the original does.</summary>
    public static MappingNode WithHoles(MappingNode original) => (MappingNode)InPlace(original, original.Copy(original.IsOpen, v => Open(v, isOpen: false)));

    /// <summary>Whether a mapping of a patch deletes what it names.</summary>
    public static bool IsDeletion(MappingNode mapping) => mapping[Directive] is ScalarNode { Text: "delete" };

    /// <summary>A copy whose nodes all stand at one place: that of the text that holds the document.</summary>
    public static DocumentNode At(ScalarNode place, DocumentNode original) => original switch
    {
        MappingNode mapping when mapping.Parent is null || !IsDeletion(mapping) => new MappingNode(
            place.File, place.Span, [.. mapping.Entries.Select(e => new MappingEntry(e.Key, place.Span, At(place, e.Value)))], isOpen: true),
        SequenceNode sequence => new SequenceNode(place.File, place.Span, [.. sequence.Items.Select(i => At(place, i))], isOpen: true),
        ScalarNode scalar when !IsUnknown(scalar, isOpen: true) => new ScalarNode(place.File, place.Span, scalar.Text, scalar.Style),
        _ => new UnknownNode(place.File, place.Span),
    };

    /// <summary>Gives a copy the parent of its original, so that both have the same path.</summary>
    public static DocumentNode InPlace(DocumentNode original, DocumentNode copy)
    {
        if (original.Parent is { } parent)
            copy.Attach(parent, original.Index);
        return copy;
    }

    private static DocumentNode Open(DocumentNode node, bool isOpen) => node switch
    {
        MappingNode mapping when isOpen && IsDeletion(mapping) => new UnknownNode(node.File, node.Span),
        MappingNode mapping => mapping.Copy(isOpen || mapping.IsOpen, v => Open(v, isOpen)),
        SequenceNode sequence => sequence.Copy(isOpen || sequence.IsOpen, i => Open(i, isOpen)),
        ScalarNode scalar when IsUnknown(scalar, isOpen) => new UnknownNode(node.File, node.Span) { IsPresent = !scalar.IsNull },
        _ => node.Copy(),
    };

    private static bool IsUnknown(ScalarNode scalar, bool isOpen) => (isOpen && scalar.IsNull) || TextHole.IsIn(scalar.Text);
}
