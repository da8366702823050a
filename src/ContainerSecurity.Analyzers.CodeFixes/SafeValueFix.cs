using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Sets the safe value in the place of a bad constant that is written where it is used.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeValueFix)), Shared]
public sealed class SafeValueFix : CodeFixProvider
{
    /// <summary>The literals that are bad under a rule, and what takes their place.</summary>
    private static readonly ImmutableDictionary<string, (string Bad, string Safe)> Values = new Dictionary<string, (string, string)>
    {
        ["CSEC2001"] = ("true", "false"),
        ["CSEC2002"] = ("true", "false"),
        ["CSEC2003"] = ("false", "true"),
        ["CSEC2008"] = ("false", "true"),
        ["CSEC2009"] = ("\"Unconfined\"", "\"RuntimeDefault\""),
        ["CSEC2011"] = ("\"Unconfined\"", "\"RuntimeDefault\""),
        ["CSEC2013"] = ("\"Unmasked\"", "\"Default\""),
        ["CSEC2015"] = ("true", "false"),
        ["CSEC3001"] = ("true", "false"),
        ["CSEC3002"] = ("true", "false"),
        ["CSEC3003"] = ("true", "false"),
        ["CSEC3008"] = ("true", "false"),
        ["CSEC3011"] = ("\"Bidirectional\"", "\"HostToContainer\""),
        ["CSEC3015"] = ("true", "false"),
        ["CSEC3016"] = ("false", "true"),
        ["CSEC4011"] = ("true", "false"),
    }.ToImmutableDictionary();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. Values.Keys];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            (string bad, string safe) = Values[diagnostic.Id];
            if (Find(root, diagnostic.Location.SourceSpan, bad) is { } literal)
                context.RegisterCodeFix(
                    CodeAction.Create($"Set {safe}", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(literal, SyntaxFactory.ParseExpression(safe).WithTriviaFrom(literal)))), diagnostic.Id + safe),
                    diagnostic);
        }
    }

    /// <summary>The literal that ends what the diagnostic points at; none where the value comes from elsewhere.</summary>
    private static LiteralExpressionSyntax? Find(SyntaxNode root, TextSpan span, string bad) =>
        root.FullSpan.Contains(span)
            ? root.FindNode(span, getInnermostNodeForTie: true).DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().LastOrDefault(l => l.Span.End == span.End && l.Token.Text == bad)
            : null;
}
