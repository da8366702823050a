using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Policies;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// Finds secrets in the texts of code: by the text itself, by the name it is given to, by the parameter it is handed
/// to. Syntax decides; symbols are asked for only where it leaves something open.
/// </summary>
/// <param name="detector">The detector with the policy's settings.</param>
/// <param name="reporter">Tells what is found.</param>
internal sealed class SecretSearch(SecretDetector detector, SecretReporter reporter)
{
    private const int ShortestToken = 8;

    /// <summary>Starts the search in a compilation.</summary>
    /// <param name="context">The compilation.</param>
    /// <param name="engine">The engine with the project's policy.</param>
    /// <param name="sources">Places in the compilation's trees.</param>
    /// <param name="hasRoots">Whether the compilation knows types that other parts of the analyzer judge.</param>
    public static void Register(CompilationStartAnalysisContext context, PolicyEngine engine, SourceMap sources, bool hasRoots)
    {
        SecretDetector detector = engine.Policy.Secrets.CreateDetector();
        var reporter = new SecretReporter(
            engine,
            detector,
            sources,
            TestProject.SeverityOfSecrets(context.Compilation, context.Options),
            new JudgedElsewhere(hasRoots));
        new SecretSearch(detector, reporter).Register(context);
    }

    private void Register(CompilationStartAnalysisContext context)
    {
        context.RegisterSyntaxNodeAction(
            c => JudgeText((ExpressionSyntax)c.Node, c),
            SyntaxKind.StringLiteralExpression,
            SyntaxKind.Utf8StringLiteralExpression,
            SyntaxKind.InterpolatedStringExpression);
        context.RegisterSyntaxNodeAction(
            c => JudgeCall(c.Node, c),
            SyntaxKind.InvocationExpression,
            SyntaxKind.ObjectCreationExpression,
            SyntaxKind.ImplicitObjectCreationExpression,
            SyntaxKind.PrimaryConstructorBaseType);
        context.RegisterSyntaxNodeAction(
            c => JudgeBytes((ExpressionSyntax)c.Node, c),
            SyntaxKind.ArrayCreationExpression,
            SyntaxKind.ImplicitArrayCreationExpression,
            SyntaxKind.ArrayInitializerExpression,
            SyntaxKind.CollectionExpression);
        context.RegisterSyntaxNodeAction(
            c => JudgeComparison((BinaryExpressionSyntax)c.Node, c),
            SyntaxKind.EqualsExpression,
            SyntaxKind.NotEqualsExpression);
        context.RegisterSyntaxNodeAction(c => JudgeAssignment((AssignmentExpressionSyntax)c.Node, c), SyntaxKind.SimpleAssignmentExpression);
    }

    private void JudgeText(ExpressionSyntax literal, SyntaxNodeAnalysisContext context)
    {
        if ((WrittenText.OfLiteral(literal) ?? Compose(literal, context)) is not { } text || string.IsNullOrWhiteSpace(text.Text))
            return;
        if (CommandArguments.ListOf(text.Expression) is { } list)
            JudgeList(list, context);
        if (!Judge(text, context) && WrittenText.OfCall(literal, e => TextOf(e, context)) is { } call)
            Judge(call, context);
    }

    /// <summary>Tells what a text holds; false where it holds nothing.</summary>
    private bool Judge(WrittenText text, SyntaxNodeAnalysisContext context)
    {
        ValueTarget? target = ValueTarget.Of(text.Expression);
        if (Find(text, target) is { Count: > 0 } found)
            reporter.Tell(found, text, target?.Name, context);
        else if (IsPassword(text, target, context) is { } taker)
            reporter.TellWhole(text.Text, text.Expression, taker, context);
        else
            return false;
        return true;
    }

    private void JudgeBytes(ExpressionSyntax array, SyntaxNodeAnalysisContext context)
    {
        if (KeyBytes.Find(array, context.SemanticModel, context.CancellationToken) is { } key)
            reporter.TellWhole(key.Digits, array, key.Taker, context);
    }

    private WrittenText? Compose(ExpressionSyntax literal, SyntaxNodeAnalysisContext context) => WrittenText.Compose(literal, e => TextOf(e, context));

    /// <summary>What the text tells by itself, with the name it is given to.</summary>
    private IReadOnlyList<SecretFinding> Find(WrittenText text, ValueTarget? target)
    {
        string value = text.Text;
        IReadOnlyList<SecretFinding> found = value.Length < ShortestToken ? []
            : target is { Name: { } name } && CodeName.KindOf(name) is CodeNameKind.Token ? detector.ScanValue(name, value)
            : detector.Scan(value);
        if (found.Count == 0 && CommandArguments.ProgramOf(text.Expression) is { } program)
            found = [.. detector.Scan(program + " " + value).Where(f => f.Start > program.Length).Select(f => f.At(f.Start - program.Length - 1, f.Length))];
        if (found.Count == 0
            && InlinePassword.Find(value) is { } place
            && detector.FindingOf(SecretContext.ConnectionString, value, place.Start, place.Length) is { } inline)
            found = [inline];
        return found;
    }

    /// <summary>What takes a text as a password, or as a key that its library would take; null where nothing does.</summary>
    private static string? IsPassword(WrittenText text, ValueTarget? target, SyntaxNodeAnalysisContext context)
    {
        if (target is not { } given)
            return CommandArguments.OptionBefore(text.Expression) is { } option && IsNamed(option, text.Text) ? option : null;
        if (given.Name is { } name && IsNamed(name, text.Text))
            return name;
        if (given.Name == "Key" && WeakPassword.IsHandedOver(text.Text) && KeyBytes.IsKeyOf(text.Expression, context.SemanticModel, context.CancellationToken))
            return given.Name;
        if (given.Argument is not { } argument)
            return null;
        if (CommandArguments.OptionBefore(text.Expression) is { } before && IsNamed(before, text.Text))
            return before;
        string? callee = ValueTarget.CalleeOf(argument.Parent?.Parent);
        return CallParameter.MayTakeCredential(callee, text.Text)
                && CallParameter.Find(argument, context.SemanticModel, context.CancellationToken) is { } parameter
                && IsTaken(parameter, argument, text.Text)
            ? parameter.Name
            : null;
    }

    private static bool IsNamed(string name, string value) => CodeName.KindOf(name) switch
    {
        CodeNameKind.Password => WeakPassword.IsNamed(value),
        CodeNameKind.MaybePassword => SecretValue.IsCredential(SecretNameKind.Password, name, value, ValueForm.Quoted),
        _ => IsAuthorization(name) && AuthorizationValue.IsCredential(value),
    };

    private static bool IsAuthorization(string name) =>
        string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, "Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool IsTaken(CallParameter parameter, ArgumentSyntax argument, string value) => parameter.Kind switch
    {
        CodeNameKind.Password => parameter.IsCertain ? WeakPassword.IsHandedOver(value) : WeakPassword.IsNamed(value),
        CodeNameKind.MaybePassword => SecretValue.IsCredential(SecretNameKind.Password, parameter.Name, value, ValueForm.Quoted),
        CodeNameKind.Token => SecretValue.IsCredential(SecretNameKind.Token, parameter.Name, value, ValueForm.Certain),
        _ => parameter is { Name: "parameter", Owner.Name: "AuthenticationHeaderValue" }
            && AuthorizationValue.IsParameter((argument.Parent as ArgumentListSyntax)?.Arguments[0].Expression, value),
    };

    /// <summary>Looks for the credentials that a command takes by its short options.</summary>
    private void JudgeList(IReadOnlyList<LiteralExpressionSyntax> list, SyntaxNodeAnalysisContext context)
    {
        string program = CommandArguments.ProgramOf(list[0]) ?? (list[0].Token.ValueText == "login" ? "docker" : "");
        string command = program;
        var starts = new List<int>();
        foreach (LiteralExpressionSyntax item in list)
        {
            starts.Add(command.Length + 1);
            command += " " + item.Token.ValueText;
        }
        foreach (SecretFinding finding in detector.Scan(command))
            if (finding.IsOfCommand && starts.FindLastIndex(s => s <= finding.Start) is >= 0 and var at && !IsWholeCommand(list[at]))
                reporter.Tell(finding, list[at], context);
    }

    /// <summary>Whether one argument is a command with its credential, which is told by itself.</summary>
    private bool IsWholeCommand(LiteralExpressionSyntax argument) => detector.Scan(argument.Token.ValueText).Any(f => f.IsOfCommand);

    /// <summary>Names of constants that are handed to what takes a credential.</summary>
    private void JudgeCall(SyntaxNode call, SyntaxNodeAnalysisContext context)
    {
        if (ValueTarget.CalleeOf(call) is not { } callee || ArgumentsOf(call) is not { Count: > 0 } arguments)
            return;
        if (callee == "AppendChar" && arguments.Count == 1 && SecureCharacters.Find(arguments[0], context.SemanticModel, context.CancellationToken) is { } text)
            reporter.TellWhole(text, arguments[0].Expression, "SecureString", context);
        if (callee == "ForEach" && SecureCharacters.FindEach(call, arguments, context.SemanticModel, context.CancellationToken) is { } each)
            reporter.TellWhole(each.Text, each.Method, "SecureString", context);
        if (arguments.Count == 1
            && ComparedValue.IsMethod(callee)
            && call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } })
            JudgeCompared(receiver, arguments[0].Expression, context);
        if (!CallParameter.MayTakeCredential(callee))
            return;
        foreach (ArgumentSyntax argument in arguments)
            if (Inner(argument.Expression) is { } named
                && CallParameter.Find(
                    argument, context.SemanticModel, context.CancellationToken) is { Kind: not CodeNameKind.Other } parameter
                && TextOf(named, context) is { } value && IsTaken(parameter, argument, value))
                reporter.TellWhole(value, argument.Expression, parameter.Name, context);
    }

    /// <summary>Names of constants that a password is compared with.</summary>
    private void JudgeComparison(BinaryExpressionSyntax comparison, SyntaxNodeAnalysisContext context)
    {
        JudgeCompared(comparison.Left, comparison.Right, context);
        JudgeCompared(comparison.Right, comparison.Left, context);
    }

    private void JudgeCompared(ExpressionSyntax? tested, ExpressionSyntax constant, SyntaxNodeAnalysisContext context)
    {
        if (constant is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && ValueTarget.NameOf(tested) is { } name
            && IsCredential(name, constant, context) is { } value)
            reporter.TellWhole(value, constant, name, context);
    }

    /// <summary>The text of a constant that is a credential by the name it is given to or compared with; null where it is none.</summary>
    private string? IsCredential(string name, ExpressionSyntax constant, SyntaxNodeAnalysisContext context) =>
        CodeName.KindOf(name) is var kind
        && kind is CodeNameKind.Password or CodeNameKind.Token
        && TextOf(constant, context) is { } value
        && (kind == CodeNameKind.Password
            ? WeakPassword.IsNamed(value)
            : SecretValue.IsCredential(SecretNameKind.Token, name, value, ValueForm.Certain))
            ? value
            : null;

    private void JudgeAssignment(AssignmentExpressionSyntax assignment, SyntaxNodeAnalysisContext context)
    {
        if (assignment.Right is IdentifierNameSyntax or MemberAccessExpressionSyntax
            && ValueTarget.NameOf(assignment.Left) is { } name
            && IsCredential(name, assignment.Right, context) is { } value)
            reporter.TellWhole(value, assignment.Right, name, context);
    }

    /// <summary>The text that a name stands for; null where it is told at its declaration.</summary>
    private string? TextOf(ExpressionSyntax name, SyntaxNodeAnalysisContext context) =>
        ConstantTrace.TextOf(name, IsToldByName, context.SemanticModel, context.CancellationToken);

    private bool IsToldByName(string name, string value) =>
        CodeName.KindOf(name) == CodeNameKind.Token ? detector.ScanValue(name, value).Count > 0 : IsNamed(name, value);

    private static SeparatedSyntaxList<ArgumentSyntax>? ArgumentsOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments,
        PrimaryConstructorBaseTypeSyntax primary => primary.ArgumentList.Arguments,
        _ => null,
    };

    /// <summary>The name in an argument, also one that is given as bytes.</summary>
    private static ExpressionSyntax? Inner(ExpressionSyntax argument) => argument switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax => argument,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var inner }] } call
            when ValueTarget.CalleeOf(call) is "GetBytes" or "FromBase64String" => Inner(inner),
        _ => null,
    };
}
