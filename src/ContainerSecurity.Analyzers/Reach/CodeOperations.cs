using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>The operations of a declaration's code, as the compiler hands them out: bodies, initial values, what attributes are given.</summary>
internal static class CodeOperations
{
    /// <summary>The operations of a declaration, in source order.</summary>
    public static ImmutableArray<IOperation> Of(SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxNode code in CodeOf(declaration))
            if (model.GetOperation(code, cancellation) is { } operation)
                operations.Add(operation);
        return operations.ToImmutable();
    }

    private static IEnumerable<SyntaxNode> CodeOf(SyntaxNode declaration) => declaration switch
    {
        ArrowExpressionClauseSyntax or CompilationUnitSyntax => [declaration],
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } =>
            field.AttributeLists.Concat(declaration.ChildNodes()).SelectMany(PartsOf),
        // What an arrow gives is the getter's.
        BasePropertyDeclarationSyntax => declaration.ChildNodes().Where(n => n is not ArrowExpressionClauseSyntax).SelectMany(PartsOf),
        _ => declaration.ChildNodes().SelectMany(PartsOf),
    };

    private static IEnumerable<SyntaxNode> PartsOf(SyntaxNode part) => part switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => [part],
        AttributeListSyntax list => list.Attributes,
        BaseParameterListSyntax or BaseParameterSyntax or BaseListSyntax => part.ChildNodes().SelectMany(PartsOf),
        _ => [],
    };
}
