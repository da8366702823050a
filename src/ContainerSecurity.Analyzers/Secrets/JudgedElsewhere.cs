using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// Tells which secrets the rules on containers judge already, so that nothing is told twice: those in manifests, in the
/// environment and the commands of containers, in ConfigMaps.
/// </summary>
/// <param name="isOn">Whether the compilation knows any type of those.</param>
internal sealed class JudgedElsewhere(bool isOn)
{
    private const int MostSteps = 12;

    /// <summary>Whether a secret in an expression is judged elsewhere.</summary>
    public bool Covers(SecretFinding secret, ExpressionSyntax expression, SyntaxNodeAnalysisContext context)
    {
        if (!isOn)
            return false;
        if (JudgesManifest(expression))
            return true;
        return secret.Kind == SecretKind.Credential && MemberOf(expression, context) switch
        {
            "Env" or "Data" or "BinaryData" => true,
            "Cmd" or "Entrypoint" or "Command" or "Args" => secret.IsOfCommand,
            _ => false,
        };
    }

    /// <summary>Whether a text is a manifest that is given to what reads manifests, itself or by the constant's name.</summary>
    private static bool JudgesManifest(ExpressionSyntax text)
    {
        if (text.Parent is ArgumentSyntax argument)
            return IsReader(argument);
        return text.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } }
            && text.SyntaxTree.GetRoot()
                .DescendantNodes()
                .Any(n =>
                    n is ArgumentSyntax { Expression: { } given } use && ValueTarget.NameOf(given) == name && IsReader(use));
    }

    private static bool IsReader(ArgumentSyntax argument) =>
        argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
        && ValueTarget.NameOf(receiver) is "KubernetesYaml" or "KubernetesJson" or "Yaml";

    /// <summary>The member of a model that a value is part of; null where it is part of none that is judged.</summary>
    private static string? MemberOf(SyntaxNode value, SyntaxNodeAnalysisContext context)
    {
        SyntaxNode? at = value.Parent;
        for (int i = 0; at is not null and not StatementSyntax and not MemberDeclarationSyntax && i < MostSteps; i++, at = at.Parent)
            switch (at)
            {
                case InvocationExpressionSyntax call when ValueTarget.CalleeOf(call) == "WithEnvironment":
                    return context.SemanticModel.GetSymbolInfo(call, context.CancellationToken)
                        .Symbol?.ContainingType?.ContainingNamespace?.ToDisplayString() is "DotNet.Testcontainers.Builders" or "Aspire.Hosting"
                        ? "Env"
                        : null;
                case InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax
                    {
                        Name.Identifier.ValueText: "Add",
                        Expression: MemberAccessExpressionSyntax list
                    }
                }
                    when IsJudged(list.Name.Identifier.ValueText):
                    return OfModel(context.SemanticModel.GetTypeInfo(list.Expression, context.CancellationToken).Type, list.Name.Identifier.ValueText);
                case AssignmentExpressionSyntax { Left: var left }
                    when (left as ElementAccessExpressionSyntax)?.Expression is var indexed
                        && ValueTarget.NameOf(indexed ?? left) is { } member
                        && IsJudged(member):
                    return OfModel(context.SemanticModel.GetSymbolInfo(indexed ?? left, context.CancellationToken).Symbol?.ContainingType, member);
            }
        return null;
    }

    private static bool IsJudged(string member) => member is "Env" or "Cmd" or "Entrypoint" or "Command" or "Args" or "Data" or "BinaryData";

    /// <summary>The member, where its type is a model: of data that of ConfigMaps alone, whose keys name credentials.</summary>
    private static string? OfModel(ITypeSymbol? type, string member) =>
        DocumentTypes.ModelOf(type) is { } model && (member is not ("Data" or "BinaryData") || DocumentTypes.NameOf(model) == "V1ConfigMap") ? member : null;
}
