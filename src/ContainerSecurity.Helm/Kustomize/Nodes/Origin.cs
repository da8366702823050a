using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>Where a value of a build is written.</summary>
/// <param name="File">The file.</param>
/// <param name="Span">The region.</param>
internal readonly record struct Origin(SourceFile File, SourceSpan Span)
{
    /// <summary>The start of a file, for what concerns it as a whole.</summary>
    public static Origin StartOf(SourceFile file) => new(file, SourceSpan.FileStart);

    /// <summary>Where a node is written.</summary>
    public static Origin Of(DocumentNode node) => new(node.File, node.Span);
}
