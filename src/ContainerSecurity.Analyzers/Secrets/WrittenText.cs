using ContainerSecurity.Analyzers.Manifests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>A text as it is written in code: a literal, an interpolated text, or a sum of them. What is not known stands in it as a template.</summary>
internal sealed class WrittenText
{
    private const int MostTerms = 64;

    /// <summary>Parts of texts that a constant beside them may complete to a secret.</summary>
    private static readonly string[] Anchors = ["pass", "pwd", "secret", "token", "key", "://", "basic ", "bearer "];

    private LiteralText? composed;

    private WrittenText(ExpressionSyntax expression, string text)
    {
        Expression = expression;
        Text = text;
    }

    /// <summary>The whole expression.</summary>
    public ExpressionSyntax Expression { get; }

    public string Text { get; }

    /// <summary>The text of a literal that stands alone; null for any other.</summary>
    public static WrittenText? OfLiteral(ExpressionSyntax literal) =>
        literal is LiteralExpressionSyntax { Token: { ValueText.Length: > 0 } token }
        && WholeOf(literal, out bool isSum) is var whole
        && !isSum
            ? new WrittenText(whole, token.ValueText)
            : null;

    /// <summary>The text of a sum or an interpolation that a literal begins; null where it continues another, and for the empty text.</summary>
    /// <param name="first">A literal or an interpolated text.</param>
    /// <param name="constantOf">The text of a constant's name; null where it is none.</param>
    public static WrittenText? Compose(ExpressionSyntax first, Func<ExpressionSyntax, string?> constantOf)
    {
        ExpressionSyntax whole = WholeOf(first, out bool isSum);
        if (isSum ? FirstText(whole) != first : first is LiteralExpressionSyntax)
            return null;
        bool? mayNeedConstants = null;
        LiteralText? composed = LiteralText.Of(
            whole, e => e is IdentifierNameSyntax or MemberAccessExpressionSyntax && (mayNeedConstants ??= MayNeedConstants(whole)) ? constantOf(e) : null);
        return composed is null ? null : new WrittenText(whole, composed.Text) { composed = composed };
    }

    /// <summary>The text of a call that a literal begins: <c>string.Format("…Password={0}", Password)</c>; null where it begins none.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="constantOf">The text of a constant's name; null where it is none.</param>
    public static WrittenText? OfCall(ExpressionSyntax literal, Func<ExpressionSyntax, string?> constantOf)
    {
        if (TextCall.BegunBy(literal) is not { Call: var call } || !MayNeedConstants(call))
            return null;
        LiteralText? composed = LiteralText.Of(call, constantOf);
        return composed is null ? null : new WrittenText(call, composed.Text) { composed = composed };
    }

    /// <summary>The place in the source of a region of the text; of the whole text the whole expression.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        if (start == 0 && length >= Text.Length)
            return Expression.Span;
        composed ??= LiteralText.Of(Expression, _ => null);
        return composed?.SpanOf(start, length) ?? Expression.Span;
    }

    private static bool MayNeedConstants(ExpressionSyntax whole)
    {
        string written = whole.ToString();
        return Array.Exists(Anchors, a => written.IndexOf(a, StringComparison.OrdinalIgnoreCase) >= 0)
            || (ValueTarget.Of(whole)?.Name is { } name && CodeName.KindOf(name) != CodeNameKind.Other);
    }

    private static ExpressionSyntax WholeOf(ExpressionSyntax literal, out bool isSum)
    {
        isSum = false;
        ExpressionSyntax whole = literal;
        for (int i = 0; i < MostTerms; i++)
        {
            if (whole.Parent is ParenthesizedExpressionSyntax parenthesized)
                whole = parenthesized;
            else if (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
            {
                whole = sum;
                isSum = true;
            }
            else
                return whole;
        }
        isSum = false;
        return literal;
    }

    private static ExpressionSyntax? FirstText(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax sum => FirstText(sum.Left) ?? FirstText(sum.Right),
        ParenthesizedExpressionSyntax parenthesized => FirstText(parenthesized.Expression),
        InterpolatedStringExpressionSyntax => expression,
        LiteralExpressionSyntax { Token.Value: string } => expression,
        _ => null,
    };
}
