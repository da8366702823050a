using ContainerSecurity.Hardening;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Sets the safe value in the place of a bad constant that is written where it is used.</summary>
public abstract class ValueFix : NodeFix
{
    private protected ValueFix()
    {
    }

    private protected sealed override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan) is not { } literal || !IsValid(diagnostic.Id, literal))
            yield break;
        foreach (SafeValue value in SafeValues.Of(diagnostic.Id))
            if (literal.Token.Text == Literal(value.Bad, value))
                yield return Set(literal, Literal(value.Safe, value));
    }

    /// <summary>Whether the API server takes the safe value beside what else the object says.</summary>
    private static bool IsValid(string rule, LiteralExpressionSyntax literal)
    {
        if (literal.FirstAncestorOrSelf<InitializerExpressionSyntax>(i => i.IsKind(SyntaxKind.ObjectInitializerExpression)) is not { } context)
            return true;
        return rule switch
        {
            "CSEC2002" => WrittenContext.MayForbidEscalation(context),
            "CSEC2003" => WrittenContext.MayForbidRoot(context),
            _ => true,
        };
    }

    private static Change Set(SyntaxNode literal, string safe) =>
        new($"Set {safe}", nameof(SafeValueFix), literal, old => SyntaxFactory.ParseExpression(safe).WithTriviaFrom(old));

    private static string Literal(string text, SafeValue value) => value.IsText ? $"\"{text}\"" : text;
}
