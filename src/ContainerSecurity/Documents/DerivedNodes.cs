namespace ContainerSecurity.Documents;

/// <summary>
/// Makes nodes of what another node says in words of its own, such as an option among the words of a command. They
/// have the path and the place of the node that is written.
/// </summary>
internal static class DerivedNodes
{
    /// <summary>A text.</summary>
    /// <param name="original">The node that is written.</param>
    /// <param name="text">What it says.</param>
    /// <param name="piece">Where the piece of it stands that says so; null for all of it.</param>
    public static ScalarNode Text(DocumentNode original, string text, SourceSpan? piece = null) =>
        new(PlaceOf(original, piece), text, ScalarStyle.Quoted);

    /// <summary>A text that is read by its type, as a boolean or a number.</summary>
    public static ScalarNode Plain(DocumentNode original, string text, SourceSpan? piece = null) =>
        new(PlaceOf(original, piece), text, ScalarStyle.Plain);

    /// <summary>A value that is there, and not known.</summary>
    public static UnknownNode Unknown(DocumentNode original, SourceSpan? piece = null) =>
        new(PlaceOf(original, piece)) { IsPresent = true };

    /// <summary>A list.</summary>
    public static SequenceNode List(DocumentNode original, IReadOnlyList<DocumentNode> items, bool isOpen) =>
        new(PlaceOf(original, null), items, isOpen);

    /// <summary>An object.</summary>
    public static MappingNode Object(DocumentNode original, IEnumerable<(string Key, DocumentNode Value)> entries, bool isOpen) =>
        new(PlaceOf(original, null), [.. entries.Select(e => new MappingEntry(e.Key, e.Value.Span, e.Value))], isOpen);

    /// <summary>What is made from a piece stays at that piece.</summary>
    private static DocumentPlace PlaceOf(DocumentNode original, SourceSpan? piece) =>
        original.Place is { Original: { } first } place ? new DocumentPlace(first, piece ?? place.Piece) : new DocumentPlace(original, piece);
}
