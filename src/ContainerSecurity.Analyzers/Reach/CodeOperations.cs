using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>The operations of a declaration's code, as the compiler hands them out: bodies, initial values, what attributes are given.</summary>
internal static class CodeOperations
{
    /// <summary>The operations of a declared symbol's code, in source order.</summary>
    /// <param name="declaration">The declaration; fields of one type share theirs.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="model">The semantic model of the file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ImmutableArray<IOperation> Of(SyntaxNode declaration, ISymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxNode code in CodeOf(declaration, symbol))
            if (model.GetOperation(code, cancellation) is { } operation)
                operations.Add(operation);
        return operations.ToImmutable();
    }

    private static IEnumerable<SyntaxNode> CodeOf(SyntaxNode declaration, ISymbol symbol) => declaration switch
    {
        ArrowExpressionClauseSyntax or CompilationUnitSyntax => [declaration],
        BaseFieldDeclarationSyntax { Declaration.Variables: var all } =>
            PartsOfField(all.FirstOrDefault(f => f.Identifier.ValueText == symbol.Name), declaration),
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax fields } => PartsOfField(declaration, fields),
        // A type has attributes; the rest of its head is the code of its constructor.
        TypeDeclarationSyntax type => symbol is IMethodSymbol
            ? new SyntaxNode?[] { type.ParameterList, type.BaseList }.SelectMany(PartsOf)
            : type.AttributeLists.SelectMany(PartsOf),
        // What an arrow gives is the getter's.
        BasePropertyDeclarationSyntax => declaration.ChildNodes().Where(n => n is not ArrowExpressionClauseSyntax).SelectMany(PartsOf),
        _ => declaration.ChildNodes().SelectMany(PartsOf),
    };

    /// <summary>The code of one field, with the attributes of all that are declared with it.</summary>
    private static IEnumerable<SyntaxNode> PartsOfField(SyntaxNode? field, SyntaxNode fields) =>
        fields.ChildNodes().OfType<AttributeListSyntax>().Concat(field?.ChildNodes() ?? []).SelectMany(PartsOf);

    private static IEnumerable<SyntaxNode> PartsOf(SyntaxNode? part) => part switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => [part],
        AttributeListSyntax list => list.Attributes,
        BaseParameterListSyntax or BaseParameterSyntax or BaseListSyntax => part.ChildNodes().SelectMany(PartsOf),
        _ => [],
    };
}
