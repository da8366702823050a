using System.Collections.Concurrent;
using ContainerSecurity.Analyzers.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>
/// Constants that several places of a file use alike: what is wrong with such a one is told once, where it is written, for that is what to change.
/// One for a compilation; safe for several threads.
/// </summary>
internal sealed class SharedConstants
{
    private readonly ConcurrentDictionary<(string Rule, Location Place), Location> tellers = new();

    /// <summary>Where a constant is written that a place uses and others use alike; null for any other expression.</summary>
    /// <param name="use">The expression that uses it.</param>
    /// <param name="model">The semantic model of the use.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Location? Find(ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        if (NameOf(use) is not { } name || KeyOf(use) is not { } key)
            return null;
        ISymbol? symbol = model.GetSymbolInfo(use, cancellation).Symbol;
        if (symbol is not (IFieldSymbol { IsConst: true } or IFieldSymbol { IsReadOnly: true, IsStatic: true } or ILocalSymbol { IsConst: true })
            || symbol.DeclaringSyntaxReferences is not [var reference]
            || reference.SyntaxTree != use.SyntaxTree
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax written })
            return null;
        bool isShared = use.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<ExpressionSyntax>().Any(other =>
            other != use
            && NameOf(other) == name
            && KeyOf(other) == key
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(other, cancellation).Symbol, symbol));
        return isShared ? written.GetLocation() : null;
    }

    /// <summary>Whether a use is the one that tells of a constant: the first that asked, however often it asks.</summary>
    /// <param name="rule">The rule's ID.</param>
    /// <param name="constant">Where the constant is written.</param>
    /// <param name="use">The use.</param>
    public bool IsToldBy(string rule, Location constant, Location use) => tellers.GetOrAdd((rule, constant), use).Equals(use);

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name when expression.Parent is not MemberAccessExpressionSyntax => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member when expression.Parent is not MemberAccessExpressionSyntax => member.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What the constant is used as: the member that it is assigned to, or the argument of a call.</summary>
    private static string? KeyOf(ExpressionSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Right == use => "=" + ValueTarget.NameOf(assignment.Left),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } list } argument when ValueTarget.CalleeOf(call) is { } callee =>
            $"{callee}({list.Arguments.IndexOf(argument)})",
        _ => null,
    };
}
