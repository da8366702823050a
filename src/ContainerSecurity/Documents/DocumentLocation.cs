namespace ContainerSecurity.Documents;

/// <summary>A place in a document: its source, its region, and its path.</summary>
/// <param name="File">The source.</param>
/// <param name="Span">The region.</param>
/// <param name="Path">The path of the field, such as <c>spec.containers[0].image</c>, also where the field is missing.</param>
public sealed record DocumentLocation(SourceFile File, SourceSpan Span, string Path)
{
    /// <summary>Whether the field is not there, and the region is that of the nearest node that is.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Other places that made the field what it is, such as the line of a file of values. The default value is none.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>The source with the line, as people look for it; of an object, which has no lines, the source alone.</summary>
    public string Place => File.IsObject ? File.Path : $"{File.Path}:{Span.Line}";

    /// <summary>The place of a node's field.</summary>
    public static DocumentLocation Of(DocumentNode node) => new(node.File, node.FieldSpan, node.Path)
    {
        IsMissing = node.IsImplied,
        Related = node.Related,
    };

    /// <summary>The place where a missing field would belong: the nearest node that exists, with the path of what is missing.</summary>
    /// <param name="anchor">The nearest node that exists.</param>
    /// <param name="missing">The path from there, such as <c>securityContext.privileged</c>.</param>
    public static DocumentLocation OfMissing(DocumentNode anchor, string missing) => new(anchor.File, anchor.FieldSpan, anchor.PathTo(missing))
    {
        IsMissing = true,
        Related = anchor.Related,
    };
}
