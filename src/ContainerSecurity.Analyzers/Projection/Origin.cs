using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Where a value comes from.</summary>
/// <param name="File">The source.</param>
/// <param name="Span">The expression to change.</param>
internal readonly record struct Origin(SourceFile File, SourceSpan Span);
