using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Collects what BuildKit rejects.</summary>
/// <param name="file">The source.</param>
internal sealed class ProblemList(SourceFile file)
{
    private readonly List<(BuildPhase Phase, SourceSpan Span, string Message, DocumentNode? Node)> problems = [];

    /// <summary>Adds a problem of a region.</summary>
    public void Add(BuildPhase phase, SourceSpan span, string message) => problems.Add((phase, span, message, null));

    /// <summary>Adds a problem of a value or instruction.</summary>
    public void Add(BuildPhase phase, ILocated at, string message) =>
        problems.Add((phase, at.Location!.Span, message, at is Field<string> field ? field.Node : null));

    /// <summary>The problems in the order in which the builder comes upon them.</summary>
    public IReadOnlyList<DockerfileProblem> InOrder() =>
    [
        .. problems.OrderBy(p => p.Phase)
            .ThenBy(p => p.Span.Line)
            .ThenBy(p => p.Span.Column)
            .Select(p => new DockerfileProblem(p.Message, new DocumentLocation(file, p.Span, p.Node?.Path ?? ""))),
    ];
}
