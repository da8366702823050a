using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Hardening;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Sets the safe value in the place of a bad constant that is written where it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeValueFix)), Shared]
public sealed class SafeValueFix : NodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. SafeValues.Rules];

    private protected override bool IsComplete => true;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan) is not { } literal)
            yield break;
        foreach (SafeValue value in SafeValues.Of(diagnostic.Id))
            if (literal.Token.Text == Literal(value.Bad, value))
                yield return Set(literal, Literal(value.Safe, value));
    }

    private static Change Set(SyntaxNode literal, string safe) =>
        new($"Set {safe}", nameof(SafeValueFix), literal, old => SyntaxFactory.ParseExpression(safe).WithTriviaFrom(old));

    private static string Literal(string text, SafeValue value) => value.IsText ? $"\"{text}\"" : text;
}
