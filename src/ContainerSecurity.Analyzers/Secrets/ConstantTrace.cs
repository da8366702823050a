using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Follows a name in code to the text it stands for: constants, and variables and fields that are given one text and no other.</summary>
internal static class ConstantTrace
{
    /// <summary>The text; null where it is not known, or where the declaration's own name tells that it is a credential, so that it is told there.</summary>
    public static string? TextOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
            return null;
        ISymbol? symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        if (symbol is null || CodeName.Sort(symbol.Name) != CodeNameSort.Other)
            return null;
        return symbol switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            ILocalSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IFieldSymbol { IsReadOnly: true } or ILocalSymbol => Initial(symbol, cancellation),
            _ => null,
        };
    }

    private static string? Initial(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text } } declarator
        && !IsAssigned(declarator, symbol)
            ? text
            : null;

    private static bool IsAssigned(VariableDeclaratorSyntax declarator, ISymbol symbol)
    {
        SyntaxNode? scope = symbol is ILocalSymbol ? declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() : declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return scope is null || scope.DescendantNodes().Any(n => n switch
        {
            AssignmentExpressionSyntax { Left: var left } => ValueTarget.NameOf(left) == symbol.Name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var given } => ValueTarget.NameOf(given) == symbol.Name,
            _ => false,
        });
    }
}
