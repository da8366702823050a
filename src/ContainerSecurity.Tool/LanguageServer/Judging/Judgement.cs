using ContainerSecurity.Policies;
using ContainerSecurity.Tool.LanguageServer.Protocol;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>What came of judging one version of a document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Policy">The policy that judged.</param>
/// <param name="Diagnostics">What is told of it.</param>
/// <param name="Findings">The findings among it, each with its diagnostic.</param>
internal sealed record Judgement(
    JudgedDocument Document,
    JudgingPolicy Policy,
    IReadOnlyList<Diagnostic> Diagnostics,
    IReadOnlyList<(PolicyFinding Finding, Diagnostic Diagnostic)> Findings)
{
    /// <summary>What the policy says; null where it said nothing.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Whether the document is part of a chart, so that its text is not what was judged.</summary>
    public bool IsOfChart { get; init; }
}
