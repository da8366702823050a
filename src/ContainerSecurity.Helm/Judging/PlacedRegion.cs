using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Judging;

/// <summary>A region of a file that printed some characters.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset behind its last.</param>
internal readonly record struct PlacedRegion(PlacedFile File, int Start, int End)
{
    public SourceSpan Span => File.SpanOf(Start, End);

    /// <summary>The region from this one to the end of another of the same file, where that does not lie before it.</summary>
    public PlacedRegion To(PlacedRegion other) => other.File == File && other.End >= End ? this with { End = other.End } : this;
}
