using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Arguments of programs that code starts: lists of texts, and a text beside the name of the program.</summary>
internal static class CommandArguments
{
    /// <summary>The program that a text of arguments is for; null where it is no such text.</summary>
    public static string? ProgramOf(ExpressionSyntax text) => text.Parent switch
    {
        ArgumentSyntax
        {
            Parent: ArgumentListSyntax
            {
                Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string program } }, { } second, ..],
                Parent: { } call
            }
        }
            when second == text.Parent
                && ValueTarget.CalleeOf(call) is "Start" or "ProcessStartInfo" or "Command" or "Run" or "RunAsync"
                    or "Wrap" => FileName(program),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax members } assignment
            when assignment.Right == text && ValueTarget.NameOf(assignment.Left) == "Arguments" =>
            FileName(Sibling(members)),
        _ => null,
    };

    /// <summary>The texts of a list that a text begins; null where it begins none, or one without options.</summary>
    public static IReadOnlyList<LiteralExpressionSyntax>? ListOf(ExpressionSyntax first)
    {
        switch (first.Parent)
        {
            case InitializerExpressionSyntax { Expressions: { Count: > 1 } expressions } when expressions[0] == first && HasOption(expressions):
                return [.. expressions.Where(IsText).Cast<LiteralExpressionSyntax>()];
            case ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: { Count: > 1 } arguments } }
                when arguments[0].Expression == first && HasOption(arguments):
                return [.. arguments.Select(a => a.Expression).Where(IsText).Cast<LiteralExpressionSyntax>()];
            case ExpressionElementSyntax { Parent: CollectionExpressionSyntax { Elements: { Count: > 1 } elements } } element
                when elements[0] == element && HasOption(elements):
                return [.. elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression).Where(IsText).Cast<LiteralExpressionSyntax>()];
            default:
                return null;
        }
    }

    private static bool IsText(ExpressionSyntax item) => item is LiteralExpressionSyntax { Token.Value: string };

    private static bool HasOption<T>(SeparatedSyntaxList<T> items)
        where T : SyntaxNode
    {
        foreach (T item in items)
            if (IsOption(item))
                return true;
        return false;
    }

    private static bool IsOption(SyntaxNode item) => item switch
    {
        ArgumentSyntax argument => IsOption(argument.Expression),
        ExpressionElementSyntax element => IsOption(element.Expression),
        _ => item is LiteralExpressionSyntax { Token.Value: string and ['-', ..] },
    };

    /// <summary>The option before a text in a list of arguments, without its hyphens; null where none is.</summary>
    public static string? OptionBefore(ExpressionSyntax text)
    {
        SyntaxNode? before = text.Parent switch
        {
            InitializerExpressionSyntax { Expressions: var expressions } when expressions.IndexOf(text) is > 0 and var at => expressions[at - 1],
            ExpressionElementSyntax { Parent: CollectionExpressionSyntax { Elements: var elements } } element
                when elements.IndexOf(element) is > 0 and var at
                    && elements[at - 1] is ExpressionElementSyntax { Expression: var item } => item,
            ArgumentSyntax
            {
                Parent: ArgumentListSyntax
                {
                    Arguments: [var only],
                    Parent: InvocationExpressionSyntax { Parent: StatementSyntax statement } call
                }
            }
                when IsAdd(call) =>
                Added(statement),
            ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: var arguments } } argument
                when arguments.IndexOf(argument) is > 0 and var at =>
                arguments[at - 1].Expression,
            _ => null,
        };
        return before is LiteralExpressionSyntax { Token.Value: string and ['-', '-', _, _, ..] option }
                && option.IndexOf('=') < 0
            ? option.TrimStart('-')
            : null;
    }

    private static string? Sibling(InitializerExpressionSyntax members) =>
        members.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(m => ValueTarget.NameOf(m.Left) == "FileName")?.Right is LiteralExpressionSyntax { Token.Value: string program }
            ? program
            : null;

    private static string? FileName(string? program) => program?.Substring(program.LastIndexOfAny(['/', '\\']) + 1).Replace(".exe", "");

    private static bool IsAdd(InvocationExpressionSyntax call) => ValueTarget.CalleeOf(call) == "Add";

    /// <summary>What the statement before adds to a list.</summary>
    private static ExpressionSyntax? Added(StatementSyntax statement) =>
        statement.Parent is BlockSyntax block && block.Statements.IndexOf(statement) is > 0 and var at
        && block.Statements[at - 1] is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var added }] } before }
                && IsAdd(before)
            ? added
            : null;
}
