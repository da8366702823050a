using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Follows a name in code to the text it stands for: constants, and variables and fields that are given one text and no other.</summary>
internal static class ConstantTrace
{
    private const int MostSteps = 8;

    /// <summary>The text; null where it is not known, or is told where it is written.</summary>
    /// <param name="expression">The name.</param>
    /// <param name="isTold">Whether a text is told by the name of its declaration.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static string? TextOf(ExpressionSyntax expression, Func<string, string, bool> isTold, SemanticModel model, CancellationToken cancellation) =>
        TextOf(expression, isTold, model, MostSteps, cancellation);

    private static string? TextOf(
        ExpressionSyntax expression, Func<string, string, bool> isTold, SemanticModel model, int steps, CancellationToken cancellation)
    {
        ISymbol? symbol = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax ? model.GetSymbolInfo(expression, cancellation).Symbol : null;
        string? found = symbol switch
        {
            null => null,
            IFieldSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            ILocalSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IFieldSymbol { IsReadOnly: true } or ILocalSymbol =>
                steps > 0 ? Initial(symbol, isTold, model, steps - 1, cancellation) : null,
            _ => null,
        };
        return found is not null && !isTold(symbol!.Name, found) ? found : null;
    }

    private static string? Initial(
        ISymbol symbol, Func<string, string, bool> isTold, SemanticModel model, int steps, CancellationToken cancellation)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return null;
        string? text = value is LiteralExpressionSyntax { Token.Value: string literal } ? literal
            // Constants of other files are another model's.
            : value.SyntaxTree == model.SyntaxTree ? TextOf(value, isTold, model, steps, cancellation)
            : null;
        return text is not null && !IsAssigned(declarator, symbol) ? text : null;
    }

    private static bool IsAssigned(VariableDeclaratorSyntax declarator, ISymbol symbol)
    {
        SyntaxNode? scope = symbol is ILocalSymbol
            ? declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>()
            : declarator.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return scope is null || scope.DescendantNodes().Any(n => n switch
        {
            AssignmentExpressionSyntax { Left: var left } => ValueTarget.NameOf(left) == symbol.Name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var given } => ValueTarget.NameOf(given) == symbol.Name,
            _ => false,
        });
    }
}
