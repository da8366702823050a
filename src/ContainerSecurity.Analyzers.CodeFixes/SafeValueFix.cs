using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Sets the safe value in the place of a bad constant that is written where it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeValueFix)), Shared]
public sealed class SafeValueFix : NodeFix
{
    /// <summary>The literals that are bad under a rule, and what takes their place: a Kubernetes word, a Docker word.</summary>
    private static readonly ImmutableDictionary<string, (string Bad, string Safe)[]> Values = new Dictionary<string, (string, string)[]>
    {
        ["CSEC2001"] = [("true", "false")],
        ["CSEC2002"] = [("true", "false")],
        ["CSEC2003"] = [("false", "true")],
        ["CSEC2008"] = [("false", "true")],
        ["CSEC2009"] = [("\"Unconfined\"", "\"RuntimeDefault\"")],
        ["CSEC2011"] = [("\"Unconfined\"", "\"RuntimeDefault\"")],
        ["CSEC2013"] = [("\"Unmasked\"", "\"Default\"")],
        ["CSEC2015"] = [("true", "false")],
        ["CSEC3001"] = [("true", "false"), ("\"host\"", "\"bridge\"")],
        ["CSEC3002"] = [("true", "false"), ("\"host\"", "\"\"")],
        ["CSEC3003"] = [("true", "false"), ("\"host\"", "\"private\"")],
        ["CSEC3008"] = [("true", "false"), ("\"host\"", "\"\"")],
        ["CSEC3010"] = [("\"host\"", "\"\"")],
        ["CSEC3011"] = [("\"Bidirectional\"", "\"HostToContainer\"")],
        ["CSEC3012"] = [("\"host\"", "\"private\"")],
        ["CSEC3015"] = [("true", "false")],
        ["CSEC3016"] = [("false", "true")],
        ["CSEC4011"] = [("true", "false")],
    }.ToImmutableDictionary();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. Values.Keys];

    private protected override bool IsComplete => true;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan) is not { } literal)
            yield break;
        foreach ((string bad, string safe) in Values[diagnostic.Id])
            if (literal.Token.Text == bad)
                yield return new Change($"Set {safe}", nameof(SafeValueFix), literal, old => SyntaxFactory.ParseExpression(safe).WithTriviaFrom(old));
    }
}
