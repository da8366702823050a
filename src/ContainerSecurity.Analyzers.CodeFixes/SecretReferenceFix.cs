using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Takes the value of an environment variable from a Secret of the cluster. Name and key are proposals:
/// <c>DB_PASSWORD</c> becomes the key <c>password</c> of the secret <c>db</c>. Where the variable's name is not known, nothing is proposed.
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
            && source.GetMembers("SecretKeyRef").FirstOrDefault() is IPropertySymbol { Type: INamedTypeSymbol selector }
            && NameOf(creation, model) is { } name)
            yield return new Change(
                "Take the value from a Secret",
                nameof(SecretReferenceFix),
                assignment,
                old => Reference(creation, source, selector, name, model).WithTriviaFrom(old));
    }

    private static ExpressionSyntax Reference(
        BaseObjectCreationExpressionSyntax creation, ITypeSymbol source, ITypeSymbol selector, (string Name, string Key) name, SemanticModel model)
    {
        string New(ITypeSymbol type) =>
            creation is ImplicitObjectCreationExpressionSyntax
                ? "new()"
                : $"new {type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, creation.SpanStart)}";
        return SyntaxFactory.ParseExpression($"ValueFrom = {New(source)} {{ SecretKeyRef = {New(selector)} {{ Name = \"{name.Name}\", Key = \"{name.Key}\" }} }}");
    }

    /// <summary>Name and key by the variable's name; null where that is not known, or has no letters that names of the cluster may have.</summary>
    private static (string Name, string Key)? NameOf(BaseObjectCreationExpressionSyntax creation, SemanticModel model)
    {
        if (WrittenContext.ValueOf(creation.Initializer, "Name") is not { } variable || model.GetConstantValue(variable).Value is not string text)
            return null;
        string[] words = [.. text.Split(['_', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.All(IsOfName))];
        if (words.Length == 1)
            words = [.. SettingName.WordsOf(words[0])];
        return words.Length switch
        {
            0 => null,
            1 => (words[0].ToLowerInvariant(), words[0].ToLowerInvariant()),
            _ => (string.Join("-", words.Take(words.Length - 1)).ToLowerInvariant(), words[words.Length - 1].ToLowerInvariant()),
        };
    }

    private static bool IsOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
