using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>
/// Unrolls lists as kubectl does: whatever has a list of items is one, and an item without a kind takes it from the
/// list's, without <c>List</c> at its end.
/// </summary>
internal static class ObjectList
{
    private const string Suffix = "List";
    private const int MaxDepth = 8;

    /// <summary>The objects of a document, in source order; the document itself where it is no list.</summary>
    /// <param name="document">The document.</param>
    /// <param name="errors">Receives lists that are nested too deep.</param>
    /// <param name="opensReviews">Whether the object of a review stands for the review, whose other words are about the request.</param>
    public static IEnumerable<DocumentNode> Unroll(DocumentNode document, ICollection<DocumentError> errors, bool opensReviews) =>
        Unroll(document, errors, opensReviews, 0);

    private static IEnumerable<DocumentNode> Unroll(DocumentNode document, ICollection<DocumentError> errors, bool opensReviews, int depth)
    {
        IReadOnlyList<DocumentNode>? items = document switch
        {
            SequenceNode sequence => sequence.Items,
            MappingNode mapping when ObjectShape.KindOf(mapping) is not null && mapping["items"] is SequenceNode sequence => sequence.Items,
            _ => null,
        };
        if (opensReviews && document is MappingNode review && Reviewed(review) is { } reviewed)
            items = [reviewed];
        if (items is not null && depth == MaxDepth)
        {
            errors.Add(new DocumentError(
                document.File.Path,
                document.FieldSpan,
                $"The lists are nested deeper than {MaxDepth} levels; what is below was not judged."));
            return [];
        }
        if (items is null)
            return IsList(document) ? [] : [document];
        if (document is not MappingNode list)
            return items.SelectMany(i => Unroll(i, errors, opensReviews, depth + 1));
        if (opensReviews && Reviewed(list) is not null)
            return Unroll(items[0], errors, opensReviews, depth + 1);
        return IsList(list) ? items.SelectMany(i => Unroll(Completed(i, list), errors, opensReviews, depth + 1))
            : items.Where(MayBeObject).SelectMany(i => Unroll(Completed(i, list), errors, opensReviews, depth + 1)).Prepend(list);
    }

    /// <summary>Whether a node is an item of a list, or the object of a review, which must be objects.</summary>
    public static bool IsItem(DocumentNode node) =>
        (node.Parent is SequenceNode { Parent: { } list } && IsList(list))
        || (node.Parent is MappingNode { Parent: MappingNode review } && Reviewed(review) == node);

    /// <summary>Other kinds than lists may have items of their own, which are no objects.</summary>
    private static bool MayBeObject(DocumentNode item) => ObjectShape.IsObject(item) || (item is MappingNode mapping && mapping["metadata"] is MappingNode);

    /// <summary>
    /// The object that an API server asks its webhooks about: as it shall be, or as it is where it is deleted; null
    /// where a document is no such question.
    /// </summary>
    private static MappingNode? Reviewed(MappingNode document) =>
        ObjectShape.KindOf(document) == "AdmissionReview" && document["request"] is MappingNode request
            ? request["object"] as MappingNode ?? request["oldObject"] as MappingNode : null;

    /// <summary>Whether a document is a list and nothing else. A list may have no items at all; then the key is null or missing.</summary>
    private static bool IsList(DocumentNode document) =>
        document is MappingNode mapping
        && ObjectShape.KindOf(mapping)?.EndsWith(Suffix, StringComparison.Ordinal) == true
        && mapping["items"] is SequenceNode or ScalarNode { IsNull: true };

    private static DocumentNode Completed(DocumentNode item, MappingNode list)
    {
        if (item is not MappingNode { IsOpen: false } mapping
            || mapping["kind"] is { } own and not ScalarNode { IsNull: true }
            || KindOfItems(list) is not { Length: > 0 } kind)
            return item;
        MappingEntry[] entries =
        [
            .. mapping.Entries.Where(e => e.Key is not ("kind" or "apiVersion")).Select(e => e with { Value = e.Value.Copy() }),
            .. list.Entries.Where(e => e.Key == "apiVersion").Select(e => e with { Value = e.Value.Copy() }),
            .. list.Entries.Where(e => e.Key == "kind").Select(e => e with { Value = new ScalarNode(e.Value.File, e.Value.Span, kind, ScalarStyle.Quoted) }),
        ];
        var completed = new MappingNode(mapping.File, mapping.Span, entries);
        completed.Attach(mapping.Parent!, mapping.Index);
        return completed;
    }

    private static string? KindOfItems(MappingNode list) =>
        ObjectShape.KindOf(list) is { } kind ? kind.EndsWith(Suffix, StringComparison.Ordinal) ? kind.Substring(0, kind.Length - Suffix.Length) : kind : null;
}
