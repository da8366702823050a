using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Finds passwords that code puts into a <c>SecureString</c> one character after the other.</summary>
internal static class SecureCharacters
{
    /// <summary>The text that a character comes from, or the character where it stands alone; null where it is not known, or for another class.</summary>
    /// <param name="argument">What <c>AppendChar</c> is given.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static string? Find(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax given = argument.Expression;
        string? text = given switch
        {
            LiteralExpressionSyntax { Token.Value: char letter } => letter.ToString(),
            ElementAccessExpressionSyntax { Expression: var indexed } => TextOf(indexed, model, cancellation),
            IdentifierNameSyntax name when SourceOf(name) is { } source => TextOf(source, model, cancellation),
            IdentifierNameSyntax or MemberAccessExpressionSyntax =>
                model.GetConstantValue(given, cancellation) is { HasValue: true, Value: char constant } ? constant.ToString() : null,
            _ => null,
        };
        return text is { Length: > 0 } && CallParameter.Find(argument, model, cancellation) is { Owner.Name: "SecureString" } ? text : null;
    }

    /// <summary>The text whose characters a call gives to <c>AppendChar</c> one by one, with the method's name; null for any other call.</summary>
    public static (string Text, ExpressionSyntax Method)? FindEach(
        SyntaxNode call, SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model, CancellationToken cancellation)
    {
        if (arguments[arguments.Count - 1].Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AppendChar" } method
            || model.GetTypeInfo(method.Expression, cancellation).Type?.Name != "SecureString")
            return null;
        ExpressionSyntax? source = arguments.Count > 1 ? arguments[0].Expression
            : (call as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? receiver
            : null;
        return source is not null && TextOf(source, model, cancellation) is { Length: > 0 } text ? (text, method) : null;
    }

    /// <summary>What a loop, or a function that is called for each item, takes a variable from; null where the variable is another's.</summary>
    private static ExpressionSyntax? SourceOf(IdentifierNameSyntax variable)
    {
        string name = variable.Identifier.ValueText;
        foreach (SyntaxNode at in variable.Ancestors())
            switch (at)
            {
                case ForEachStatementSyntax loop when loop.Identifier.ValueText == name:
                    return loop.Expression;
                case SimpleLambdaExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } } lambda
                    when lambda.Parameter.Identifier.ValueText == name:
                    return list is { Arguments.Count: > 1 } ? list.Arguments[0].Expression
                        : (list.Parent as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? receiver
                        : null;
                case MemberDeclarationSyntax:
                    return null;
            }
        return null;
    }

    /// <summary>The text of a literal or a constant, also one that is turned into an array or a list.</summary>
    private static string? TextOf(ExpressionSyntax source, SemanticModel model, CancellationToken cancellation)
    {
        ExpressionSyntax at = source;
        while (at is InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToCharArray" or "ToList" or "ToArray" or "AsEnumerable", Expression: var inner }
            })
            at = inner;
        return model.GetConstantValue(at, cancellation) is { HasValue: true, Value: string text } ? text : ConstantTrace.TextOf(at, (_, _) => false, model, cancellation);
    }
}
