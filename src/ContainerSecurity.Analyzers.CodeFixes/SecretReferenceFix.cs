using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Takes the value of an environment variable from a Secret of the cluster. Name and key are proposals:
/// <c>DB_PASSWORD</c> becomes the key <c>password</c> of the secret <c>db</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SecretReferenceFix)), Shared]
public sealed class SecretReferenceFix : NodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC4001", "CSEC4002", "CSEC4003", "CSEC4004", "CSEC4012"];

    private protected override FixReach Reach => FixReach.Finding;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan)?.Parent is AssignmentExpressionSyntax
            {
                Left: IdentifierNameSyntax { Identifier.ValueText: "Value" },
                Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation }
            } assignment
            && model.GetTypeInfo(creation).Type is INamedTypeSymbol { Name: "V1EnvVar" } type
            && type.GetMembers("ValueFrom").FirstOrDefault() is IPropertySymbol { Type: INamedTypeSymbol source }
            && source.GetMembers("SecretKeyRef").FirstOrDefault() is IPropertySymbol { Type: INamedTypeSymbol selector })
            yield return new Change(
                "Take the value from a Secret",
                nameof(SecretReferenceFix),
                assignment,
                old => Reference(creation, source, selector, model).WithTriviaFrom(old));
    }

    private static ExpressionSyntax Reference(BaseObjectCreationExpressionSyntax creation, ITypeSymbol source, ITypeSymbol selector, SemanticModel model)
    {
        string New(ITypeSymbol type) =>
            creation is ImplicitObjectCreationExpressionSyntax
                ? "new()"
                : $"new {type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, creation.SpanStart)}";
        (string name, string key) = NameOf(creation);
        return SyntaxFactory.ParseExpression($"ValueFrom = {New(source)} {{ SecretKeyRef = {New(selector)} {{ Name = \"{name}\", Key = \"{key}\" }} }}");
    }

    private static (string Name, string Key) NameOf(BaseObjectCreationExpressionSyntax creation)
    {
        string variable = creation.Initializer!.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Left.ToString() == "Name")?.Right is LiteralExpressionSyntax { Token.ValueText: var text }
            ? text
            : "";
        string[] words = [.. variable.ToLowerInvariant().Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.All(char.IsLetterOrDigit))];
        return words.Length switch
        {
            0 => ("credentials", "value"),
            1 => (words[0], "value"),
            _ => (string.Join("-", words.Take(words.Length - 1)), words[words.Length - 1]),
        };
    }
}
