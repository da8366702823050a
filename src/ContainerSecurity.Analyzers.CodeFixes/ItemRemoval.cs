using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Removes items of a list as it is written, and leaves the comments beside them.</summary>
internal static class ItemRemoval
{
    /// <summary>Removes items; an array of no items has to name its type, for nothing else says it any more.</summary>
    public static void Remove(DocumentEditor editor, SyntaxNode list, SyntaxNode[] items)
    {
        if (list is InitializerExpressionSyntax { Parent: ImplicitArrayCreationExpressionSyntax array } initializer
            && items.Length == initializer.Expressions.Count)
            editor.ReplaceNode(array, Typed(array, editor.SemanticModel, Emptied(initializer)));
        else
            foreach (SyntaxNode item in items)
                editor.RemoveNode(item, OptionsFor(item));
    }

    private static ArrayCreationExpressionSyntax Typed(
        ImplicitArrayCreationExpressionSyntax array, SemanticModel model, InitializerExpressionSyntax initializer)
    {
        string element = model.GetTypeInfo(array).Type is IArrayTypeSymbol { ElementType: { } type }
            ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, array.SpanStart)
            : "string";
        return SyntaxFactory.ArrayCreationExpression(
            array.NewKeyword.WithTrailingTrivia(SyntaxFactory.Space),
            (ArrayTypeSyntax)SyntaxFactory.ParseTypeName(element + "[]").WithTrailingTrivia(array.CloseBracketToken.TrailingTrivia),
            initializer);
    }

    private static InitializerExpressionSyntax Emptied(InitializerExpressionSyntax initializer)
    {
        InitializerExpressionSyntax empty = initializer;
        while (empty.Expressions.Count > 0)
            empty = empty.RemoveNode(empty.Expressions[0], OptionsFor(empty.Expressions[0]))!;
        return empty.ToString().Contains("\n") || empty.DescendantTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia))
            ? empty
            : empty.WithOpenBraceToken(empty.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .WithCloseBraceToken(empty.CloseBraceToken.WithLeadingTrivia());
    }

    private static SyntaxRemoveOptions OptionsFor(SyntaxNode item)
    {
        SyntaxToken next = item.GetLastToken().GetNextToken();
        IEnumerable<SyntaxTrivia> beside = item.GetLeadingTrivia().Concat(item.GetTrailingTrivia());
        if (next.IsKind(SyntaxKind.CommaToken))
            beside = beside.Concat(next.LeadingTrivia).Concat(next.TrailingTrivia);
        // What stands before the end of a list belongs to the end.
        return beside.Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)) ? SyntaxRemoveOptions.KeepExteriorTrivia
            : next.Kind() is SyntaxKind.CloseBraceToken or SyntaxKind.CloseBracketToken ? SyntaxRemoveOptions.KeepTrailingTrivia
            : SyntaxRemoveOptions.KeepNoTrivia;
    }
}
