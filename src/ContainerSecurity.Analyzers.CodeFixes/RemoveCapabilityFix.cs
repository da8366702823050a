using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Removes a dangerous capability from the list in which it is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveCapabilityFix)), Shared]
public sealed class RemoveCapabilityFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC2006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal && ItemOf(literal) is { } item)
                context.RegisterCodeFix(
                    CodeAction.Create($"Remove {literal.Token.ValueText}", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(item, SyntaxRemoveOptions.KeepNoTrivia)!)), nameof(RemoveCapabilityFix)),
                    diagnostic);
    }

    private static SyntaxNode? ItemOf(LiteralExpressionSyntax literal) => literal.Parent switch
    {
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax } element => element,
        InitializerExpressionSyntax => literal,
        _ => null,
    };
}
