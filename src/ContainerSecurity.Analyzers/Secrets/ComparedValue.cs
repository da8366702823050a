using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// Finds the name of what a constant in a pattern or a label is compared with: <c>password is not "x"</c>,
/// <c>case "x":</c>, <c>{ Password: "x" }</c>.
/// </summary>
internal static class ComparedValue
{
    private const int MostSteps = 12;

    /// <summary>Methods that compare two texts.</summary>
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "Equals", "FixedTimeEquals", "Compare", "CompareOrdinal", "CompareTo", "SequenceEqual",
    };

    /// <summary>Whether a method compares what it is given.</summary>
    public static bool IsMethod(string name) => Methods.Contains(name);

    /// <summary>The name of what a constant stands beside in a pattern or a label; null where it has none.</summary>
    public static string? NameOf(ExpressionSyntax constant) => constant.Parent switch
    {
        ConstantPatternSyntax pattern => NameOfTested(pattern),
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => ValueTarget.NameOf(choice.Expression),
        _ => null,
    };

    private static string? NameOfTested(PatternSyntax pattern)
    {
        SyntaxNode at = pattern;
        for (int i = 0; i < MostSteps; i++)
            switch (at.Parent)
            {
                case BinaryPatternSyntax or UnaryPatternSyntax or ParenthesizedPatternSyntax:
                    at = at.Parent;
                    break;
                case IsPatternExpressionSyntax test:
                    return ValueTarget.NameOf(test.Expression);
                case SubpatternSyntax { NameColon.Name.Identifier.ValueText: var member }:
                    return member;
                case SubpatternSyntax { ExpressionColon.Expression: var member }:
                    return ValueTarget.NameOf(member);
                case CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice }:
                    return ValueTarget.NameOf(choice.Expression);
                case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice }:
                    return ValueTarget.NameOf(choice.GoverningExpression);
                default:
                    return null;
            }
        return null;
    }
}
