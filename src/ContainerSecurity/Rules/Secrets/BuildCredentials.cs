using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>The credentials that a Dockerfile leaves behind, found by line: a hostile one has as many as it has words.</summary>
internal sealed class BuildCredentials
{
    private readonly ILookup<int, BuildCredential> byLine;

    public BuildCredentials(Dockerfile build, IReadOnlyList<SecretPlace> secrets) =>
        byLine = build.Instructions.SelectMany(i => BuildCredential.In(i.Trigger ?? i, secrets))
            .Where(c => c.Location is not null)
            .SelectMany(c => LinesOf(c.Location!).Select(line => (line, c)))
            .ToLookup(p => p.line, p => p.c);

    /// <summary>Whether a secret is part of one of them.</summary>
    public bool Hold(SecretPlace secret) => LinesOf(secret.Location).Any(line => byLine[line].Any(c => c.Holds(secret)));

    private static IEnumerable<int> LinesOf(DocumentLocation location) =>
        Enumerable.Range(location.Span.Line, Math.Max(1, location.Span.EndLine - location.Span.Line + 1));
}
