using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Removes a dangerous capability from the list in which it is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCapabilityFix)), Shared]
public sealed class RemoveCapabilityFix : NodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC2006"];

    private protected override bool IsComplete => true;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (NodeAt(root, diagnostic.Location.SourceSpan) is LiteralExpressionSyntax literal && ItemOf(literal) is { } item)
            yield return new Change($"Remove {literal.Token.ValueText}", nameof(RemoveCapabilityFix), item, _ => null);
    }

    private static SyntaxNode? ItemOf(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax } element => element,
        InitializerExpressionSyntax => literal,
        _ => null,
    };
}
