using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>What a security context says as it is written: some of its values exclude each other.</summary>
internal static class WrittenContext
{
    /// <summary>
    /// Whether <c>AllowPrivilegeEscalation = false</c> may be written: the API server refuses it for privileged containers and beside
    /// <c>CAP_SYS_ADMIN</c>. What is not a literal may be either.
    /// </summary>
    public static bool MayForbidEscalation(InitializerExpressionSyntax? context)
    {
        if (ValueOf(context, "Privileged") is { } privileged && !privileged.IsKind(SyntaxKind.FalseLiteralExpression))
            return false;
        return ValueOf(context, "Capabilities") switch
        {
            null => true,
            BaseObjectCreationExpressionSyntax capabilities =>
                ValueOf(capabilities.Initializer, "Add") is not { } added || IsKnownWithout(added, "CAP_SYS_ADMIN"),
            _ => false,
        };
    }

    /// <summary>Whether <c>RunAsNonRoot = true</c> may be written: no kubelet starts a container with it and the user 0.</summary>
    public static bool MayForbidRoot(InitializerExpressionSyntax? context)
    {
        if (context is null)
            return true;
        InitializerExpressionSyntax? pod = context.Ancestors().OfType<InitializerExpressionSyntax>().FirstOrDefault(i => ValueOf(i, "Containers") is not null);
        bool isOfPod = pod is not null && ValueOf(pod, "SecurityContext") is BaseObjectCreationExpressionSyntax { Initializer: { } own } && own == context;
        if (isOfPod)
            return !pod!.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(IsRoot);
        ExpressionSyntax? user = ValueOf(context, "RunAsUser")
            ?? (ValueOf(pod, "SecurityContext") is BaseObjectCreationExpressionSyntax { Initializer: { } shared } ? ValueOf(shared, "RunAsUser") : null);
        return user is null || !IsZero(user);
    }

    /// <summary>The value that an initialiser gives a property.</summary>
    public static ExpressionSyntax? ValueOf(InitializerExpressionSyntax? initializer, string property) =>
        initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property)?.Right;

    private static bool IsRoot(AssignmentExpressionSyntax assignment) => assignment.Left.ToString() == "RunAsUser" && IsZero(assignment.Right);

    private static bool IsZero(ExpressionSyntax value) => value.ToString() is "0" or "0L" or "0l";

    /// <summary>Whether a list has nothing but literals, and not the one in question.</summary>
    private static bool IsKnownWithout(ExpressionSyntax list, string text) =>
        list.DescendantNodes().OfType<ExpressionSyntax>().All(e => e is InitializerExpressionSyntax or TypeSyntax
            || (e is LiteralExpressionSyntax literal && literal.Token.ValueText != text));
}
