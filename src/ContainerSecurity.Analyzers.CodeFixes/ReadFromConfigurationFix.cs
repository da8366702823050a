using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Reads at run time what is a literal now: from an environment variable, or from the configuration that is at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadFromConfigurationFix)), Shared]
public sealed class ReadFromConfigurationFix : NodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC4001", "CSEC4002", "CSEC4003", "CSEC4004", "CSEC4005", "CSEC4006", "CSEC4012"];

    private protected override FixReach Reach => FixReach.Finding;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan) is not { } literal
            || !literal.IsKind(SyntaxKind.StringLiteralExpression)
            || MustBeConstant(literal)
            || SettingName.Of(literal, model) is not { } name)
            yield break;
        string environment = model.Compilation.GetTypeByMetadataName("System.Environment")?.ToMinimalDisplayString(model, literal.SpanStart)
            ?? "System.Environment";
        yield return To($"Read the environment variable {name.Variable}", "environment", $"{environment}.GetEnvironmentVariable(\"{name.Variable}\")");
        if (ConfigurationInScope.Find(model, literal) is { } configuration)
            yield return To($"Read {name.Key} from the configuration", "configuration", $"{configuration}[\"{name.Key}\"]");

        Change To(string title, string key, string value)
        {
            string text = name.Prefix is null ? value + Suffix(model, literal) : $"$\"{name.Prefix}{{{value}}}\"";
            return new Change(title, nameof(ReadFromConfigurationFix) + key, literal, old => SyntaxFactory.ParseExpression(text).WithTriviaFrom(old));
        }
    }

    /// <summary>Whether only a constant may stand there.</summary>
    private static bool MustBeConstant(LiteralExpressionSyntax literal)
    {
        foreach (SyntaxNode at in literal.Ancestors())
            switch (at)
            {
                case AttributeSyntax or ParameterSyntax or CaseSwitchLabelSyntax or PatternSyntax or EnumMemberDeclarationSyntax:
                case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword):
                case LocalDeclarationStatementSyntax local when local.Modifiers.Any(SyntaxKind.ConstKeyword):
                    return true;
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        return false;
    }

    /// <summary>What is read may be absent; where the place says that it takes no null, neither does the code.</summary>
    private static string Suffix(SemanticModel model, LiteralExpressionSyntax literal)
    {
        bool isWarned = model.GetNullableContext(literal.SpanStart).WarningsEnabled();
        return isWarned && TargetOf(model, literal) is { NullableAnnotation: NullableAnnotation.NotAnnotated } ? "!" : "";
    }

    private static ITypeSymbol? TargetOf(SemanticModel model, LiteralExpressionSyntax literal) => literal.Parent switch
    {
        AssignmentExpressionSyntax { Left: { } left } assignment when assignment.Right == literal => model.GetSymbolInfo(left).Symbol switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            ILocalSymbol local => local.Type,
            _ => null,
        },
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } } declarator } =>
            model.GetDeclaredSymbol(declarator) switch
            {
                IFieldSymbol field => field.Type,
                ILocalSymbol local => local.Type,
                _ => null,
            },
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property)?.Type,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => model.GetDeclaredSymbol(property)?.Type,
        ArgumentSyntax argument => (model.GetOperation(argument) as Microsoft.CodeAnalysis.Operations.IArgumentOperation)?.Parameter?.Type,
        _ => null,
    };
}
