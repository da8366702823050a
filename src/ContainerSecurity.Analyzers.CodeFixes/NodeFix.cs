using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>A fix that changes nodes of a document, one diagnostic's or all of its kind at once.</summary>
public abstract class NodeFix : CodeFixProvider
{
    /// <summary>How many findings are fixed at once.</summary>
    private protected abstract FixReach Reach { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => Reach switch
    {
        FixReach.Finding => null,
        FixReach.Project => FixAllProvider.Create(FixAllAsync, [FixAllScope.Document, FixAllScope.Project]),
        _ => FixAllProvider.Create(FixAllAsync),
    };

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
            foreach (Change change in await ChangesOf(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, cancellation => Apply(context.Document, [change], cancellation), change.Key),
                    diagnostic);
    }

    /// <summary>The changes that are offered for a diagnostic; none where a precondition does not hold.</summary>
    private protected abstract IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic);

    /// <summary>The literal of a text that ends what a diagnostic points at; none where the value comes from elsewhere.</summary>
    private protected static LiteralExpressionSyntax? LiteralAt(SyntaxNode root, TextSpan span) =>
        NodeAt(root, span)?.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().LastOrDefault(l => l.Span.End == span.End);

    /// <summary>The node that a diagnostic points at.</summary>
    private protected static SyntaxNode? NodeAt(SyntaxNode root, TextSpan span) =>
        root.FullSpan.Contains(span) ? root.FindNode(span, getInnermostNodeForTie: true) : null;

    /// <summary>
    /// The changes for a diagnostic of this document. Tools ask with diagnostics of other rules of the same analyzer, to learn what the fix is called,
    /// and with diagnostics of the text before another fix, whose places now hold something else.
    /// </summary>
    private async Task<IEnumerable<Change>> ChangesOf(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        FixableDiagnosticIds.Contains(diagnostic.Id)
        && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && diagnostic.Location.SourceTree is { } tree
                && (tree == root.SyntaxTree || tree.GetText(cancellation).ContentEquals(root.SyntaxTree.GetText(cancellation)))
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? ChangesOf(root, model, diagnostic)
            : [];

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var changes = new List<Change>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            IEnumerable<Change> offered = await ChangesOf(document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            // A tool whose first diagnostic has no fix here names no key: it takes the first of each.
            changes.AddRange(context.CodeActionEquivalenceKey is { } key ? offered.Where(c => c.Key == key) : offered.Take(1));
        }
        return await Apply(document, changes, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<Document> Apply(Document document, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var nodes = new HashSet<SyntaxNode>(changes.Select(c => c.Node));
        // A change within a changed node would be made in a text that is gone.
        Change[] outer = [.. changes.GroupBy(c => c.Node).Select(g => g.First()).Where(c => !c.Node.Ancestors().Any(nodes.Contains))];
        foreach (Change change in outer)
            if (change.Rewrite is { } rewrite)
                editor.ReplaceNode(change.Node, (current, _) => rewrite(current));
        foreach (IGrouping<SyntaxNode, Change> list in outer.Where(c => c.Rewrite is null).GroupBy(c => c.Node.Parent!))
            ItemRemoval.Remove(editor, list.Key, [.. list.Select(c => c.Node)]);
        return editor.GetChangedDocument();
    }
}
