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

    private protected override FixReach Reach => FixReach.Solution;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (NodeAt(root, diagnostic.Location.SourceSpan) is LiteralExpressionSyntax literal && ItemOf(literal) is { } item)
            yield return new Change($"Remove {literal.Token.ValueText}", nameof(RemoveCapabilityFix), item, null);
    }

    /// <summary>
    /// The item of a list of capabilities; not one of a list of options, of which the option before would be left, nor of an array of a given size.
    /// </summary>
    private static SyntaxNode? ItemOf(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } element when !HasOptions(list) => element,
        InitializerExpressionSyntax
        {
            Parent: not ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [not OmittedArraySizeExpressionSyntax] }] }
        } list when !HasOptions(list) => literal,
        _ => null,
    };

    private static bool HasOptions(SyntaxNode list) => list.DescendantTokens().Any(t => t.ValueText.StartsWith("-", StringComparison.Ordinal));
}
