using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Tells which texts the rules on containers judge already, so that nothing is told twice: manifests, the environment and the commands of containers, ConfigMaps.</summary>
/// <param name="isOn">Whether the compilation knows any type of those.</param>
internal sealed class JudgedElsewhere(bool isOn)
{
    private const int MostSteps = 12;

    /// <summary>Whether a text with findings is judged by its names elsewhere.</summary>
    public bool Judges(WrittenText text, SyntaxNodeAnalysisContext context) => isOn && (IsOfContainer(text.Expression, context) || JudgesManifest(text.Expression));

    /// <summary>Whether a value with a credential's name is judged elsewhere.</summary>
    public bool JudgesName(ExpressionSyntax value, SyntaxNodeAnalysisContext context) => isOn && (IsOfContainer(value, context) || JudgesManifest(value));

    /// <summary>Whether a text is a manifest that is given to what reads manifests, itself or by the constant's name.</summary>
    public bool JudgesManifest(ExpressionSyntax text)
    {
        if (!isOn)
            return false;
        if (text.Parent is ArgumentSyntax argument)
            return IsReader(argument);
        return text.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } }
            && text.SyntaxTree.GetRoot().DescendantNodes().Any(n => n is ArgumentSyntax { Expression: { } given } use && ValueTarget.NameOf(given) == name && IsReader(use));
    }

    private static bool IsReader(ArgumentSyntax argument) =>
        argument.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } && ValueTarget.NameOf(receiver) is "KubernetesYaml" or "KubernetesJson" or "Yaml";

    /// <summary>Whether a value is part of a container's environment or command, or of a ConfigMap.</summary>
    private static bool IsOfContainer(SyntaxNode value, SyntaxNodeAnalysisContext context)
    {
        SyntaxNode? at = value.Parent;
        for (int i = 0; at is not null and not StatementSyntax and not MemberDeclarationSyntax && i < MostSteps; i++, at = at.Parent)
            switch (at)
            {
                case InvocationExpressionSyntax call when ValueTarget.CalleeOf(call) == "WithEnvironment":
                    return context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol?.ContainingType is { ContainingNamespace: { } space } && space.ToDisplayString() is "DotNet.Testcontainers.Builders" or "Aspire.Hosting";
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Env" or "Cmd" or "Entrypoint" or "Command" or "Args" or "Data" or "BinaryData" } list } }:
                    return IsModel(context.SemanticModel.GetTypeInfo(list.Expression, context.CancellationToken).Type, list.Name.Identifier.ValueText);
                case AssignmentExpressionSyntax { Left: var left } assignment when MemberOf(left) is "Env" or "Cmd" or "Entrypoint" or "Command" or "Args" or "Data" or "BinaryData":
                    return IsModel(context.SemanticModel.GetSymbolInfo(left is ElementAccessExpressionSyntax element ? element.Expression : left, context.CancellationToken).Symbol?.ContainingType, MemberOf(left)!);
            }
        return false;
    }

    private static string? MemberOf(ExpressionSyntax left) => ValueTarget.NameOf(left is ElementAccessExpressionSyntax element ? element.Expression : left);

    private static bool IsModel(ITypeSymbol? type, string member) => DocumentTypes.ModelOf(type) is { } model && (member is not ("Data" or "BinaryData") || DocumentTypes.NameOf(model) == "V1ConfigMap");
}
