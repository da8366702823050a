using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>A call that puts a text together: <c>string.Format</c> or <c>string.Concat</c>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Format">The literal that is the format; null for a sum.</param>
/// <param name="Values">The arguments that the format names, or the terms of the sum.</param>
internal sealed record TextCall(InvocationExpressionSyntax Call, LiteralExpressionSyntax? Format, IReadOnlyList<ExpressionSyntax> Values)
{
    /// <summary>The call that an expression is; null where it is none.</summary>
    public static TextCall? Of(ExpressionSyntax expression)
    {
        if (expression is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner },
                ArgumentList.Arguments: { Count: > 1 } arguments
            } call
            || name is not ("Format" or "Concat")
            || !IsString(owner)
            || arguments.Any(a => a.NameColon is not null))
            return null;
        if (name == "Concat")
            return new TextCall(call, null, [.. arguments.Select(a => a.Expression)]);
        // What formats may come first.
        int format = IsText(arguments[0].Expression) ? 0 : arguments.Count > 2 && IsText(arguments[1].Expression) ? 1 : -1;
        return format < 0
            ? null
            : new TextCall(call, (LiteralExpressionSyntax)arguments[format].Expression, [.. arguments.Skip(format + 1).Select(a => a.Expression)]);
    }

    /// <summary>The call whose text begins with a literal: that is its format, or the first text of its sum; null for any other literal.</summary>
    public static TextCall? BegunBy(ExpressionSyntax literal) =>
        literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && Of(call) is { } found
        && (found.Format ?? found.Values.FirstOrDefault(IsText)) == literal
            ? found
            : null;

    private static bool IsString(ExpressionSyntax owner) => owner switch
    {
        PredefinedTypeSyntax type => type.Keyword.IsKind(SyntaxKind.StringKeyword),
        IdentifierNameSyntax { Identifier.ValueText: "String" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "String" } => true,
        _ => false,
    };

    private static bool IsText(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: string };
}
