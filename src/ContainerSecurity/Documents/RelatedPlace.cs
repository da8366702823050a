namespace ContainerSecurity.Documents;

/// <summary>Another place that made a node what it is.</summary>
/// <param name="File">The source.</param>
/// <param name="Span">The region.</param>
/// <param name="Relation">What the place did, as words before it, such as <c>set by</c>.</param>
public sealed record RelatedPlace(SourceFile File, SourceSpan Span, string Relation)
{
    /// <summary>The source with the line; of what is no text with lines, such as an option of a command, the source alone.</summary>
    public string Place => File.IsObject ? File.Path : $"{File.Path}:{Span.Line}";

    /// <summary>The relation and the place, such as <c>set by values.yaml:12</c>.</summary>
    public override string ToString() => $"{Relation} {Place}";
}
