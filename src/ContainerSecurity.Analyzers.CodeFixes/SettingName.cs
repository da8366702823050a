using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>What a secret that was a literal is called where it comes from.</summary>
/// <param name="Variable">The name of the environment variable, such as <c>DB_PASSWORD</c>.</param>
/// <param name="Key">The key in the configuration, such as <c>Secrets:DbPassword</c>.</param>
/// <param name="Prefix">What stays in front of the value, such as <c>DB_PASSWORD=</c> in a list of variables; null where the literal is the value.</param>
internal sealed record SettingName(string Variable, string Key, string? Prefix)
{
    private static readonly Regex Words = new(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Assigned = new(@"^([A-Za-z_][A-Za-z0-9_]{0,127}=)[^=]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The words of a name, which begin with capitals or stand between other characters.</summary>
    public static IEnumerable<string> WordsOf(string name) => Words.Matches(name).Cast<Match>().Select(m => m.Value);

    /// <summary>Named after the variable, property, key or parameter that takes the literal; null where none has a name.</summary>
    public static SettingName? Of(LiteralExpressionSyntax literal, SemanticModel model)
    {
        Match assigned = Assigned.Match(literal.Token.ValueText);
        bool isPair = assigned.Success && literal.Parent is ExpressionElementSyntax or InitializerExpressionSyntax or ArgumentSyntax;
        string? name = isPair ? assigned.Groups[1].Value : NameOf(literal, model);
        string[] words = [.. WordsOf(name ?? "")];
        if (words.Length == 0)
            return null;
        string variable = string.Join("_", words.Select(w => w.ToUpperInvariant()));
        return new SettingName(
            variable,
            "Secrets:" + string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1).ToLowerInvariant())),
            isPair ? assigned.Groups[1].Value : null);
    }

    /// <summary>Names of parameters that say nothing of their value: what is made of it goes on to a place with a name.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "s", "str", "text", "input", "chars", "bytes", "data", "buffer", "item", "element", "content", "obj", "o", "x", "uriString",
    };

    private static string? NameOf(ExpressionSyntax literal, SemanticModel model) => literal.Parent switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Value" }, Parent: InitializerExpressionSyntax siblings } =>
            Sibling(siblings, model),
        AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } } =>
            key.Token.ValueText,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } } =>
            key.Token.ValueText,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } } => member,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var member } } => member,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } } => variable,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Identifier.ValueText: var property } } => property,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax { Identifier.ValueText: var property } } => property,
        InitializerExpressionSyntax { Expressions: [LiteralExpressionSyntax key, _] } pair when pair.Expressions[1] == literal => key.Token.ValueText,
        ArgumentSyntax argument => (model.GetOperation(argument) as IArgumentOperation)?.Parameter?.Name is var parameter
            && (parameter is null || !Plain.Contains(parameter) || argument.Parent?.Parent is not ExpressionSyntax)
                ? NameOf(argument, parameter)
                : NameOf((ExpressionSyntax)argument.Parent!.Parent!, model),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => NameOf(call, model),
        ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalExpressionSyntax =>
            NameOf((ExpressionSyntax)literal.Parent, model),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => NameOf(coalesce, model),
        _ => null,
    };

    /// <summary>A parameter that is any value has its name beside it: <c>WithEnvironment("DB_PASSWORD", …)</c>.</summary>
    private static string? NameOf(ArgumentSyntax argument, string? parameter) =>
        parameter is "value"
        && argument.Parent is ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax name }, var value, ..] }
        && value == argument
            ? name.Token.ValueText
            : parameter is "value" ? null : parameter;

    private static string? Sibling(InitializerExpressionSyntax siblings, SemanticModel model) =>
        WrittenContext.ValueOf(siblings, "Name") is { } name ? model.GetConstantValue(name).Value as string : null;
}
