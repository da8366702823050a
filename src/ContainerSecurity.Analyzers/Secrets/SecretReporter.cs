using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Rules;
using ContainerSecurity.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// Tells secrets in code as findings of the catalogue's rules: the policy decides which run, and its waivers and the
/// comments of the code let them pass.
/// </summary>
/// <param name="engine">The engine with the project's policy.</param>
/// <param name="detector">The detector with the policy's settings.</param>
/// <param name="sources">Places in the compilation's trees.</param>
/// <param name="inTests">How loud secrets are told; tokens of known formats are suggestions at least.</param>
/// <param name="elsewhere">What other parts of the analyzer judge already.</param>
internal sealed class SecretReporter(PolicyEngine engine, SecretDetector detector, SourceMap sources, DiagnosticSeverity inTests, JudgedElsewhere elsewhere)
{
    private const string TokenRule = "CSEC4001";
    private static readonly string[] ThrowAwayNamespaces = ["DotNet.Testcontainers", "Testcontainers"];

    private readonly DiagnosticReporter reporter = new(engine);
    private readonly SharedConstants constants = new();

    /// <summary>Tells what was found in a text, each at its place.</summary>
    public void Tell(IReadOnlyList<SecretFinding> found, WrittenText text, string? taker, SyntaxNodeAnalysisContext context) =>
        Tell([.. found.Select(f => (f, text.SpanOf(f.Start, f.Length)))], text.Expression, taker, context);

    /// <summary>Tells one of the arguments of a command.</summary>
    public void Tell(
        SecretFinding finding,
        LiteralExpressionSyntax argument,
        SyntaxNodeAnalysisContext context) => Tell([(finding, argument.Span)], argument, finding.Service, context);

    /// <summary>Tells that a value is a credential by what it is given to.</summary>
    public void TellWhole(string value, ExpressionSyntax expression, string taker, SyntaxNodeAnalysisContext context)
    {
        Location? constant = SharedConstants.Find(expression, context.SemanticModel, context.CancellationToken);
        if (constant is not null && !constants.IsToldBy("", constant, expression.GetLocation()))
            return;
        if (detector.FindingOf(SecretContext.Password, value, 0, value.Length) is { } finding)
            Tell([(finding, constant?.SourceSpan ?? expression.Span)], expression, taker, context);
    }

    private void Tell(IReadOnlyList<(SecretFinding Secret, TextSpan Span)> found, ExpressionSyntax expression, string? taker, SyntaxNodeAnalysisContext context)
    {
        SyntaxTree tree = expression.SyntaxTree;
        string source = tree.GetText(context.CancellationToken).ToString();
        SourceFile file = sources.FileOf(tree);
        SecretPlace[] places =
        [
            .. found
                .Where(f => !detector.IsAllowed(source, f.Span.Start, file.Path) && !elsewhere.Covers(f.Secret, expression, context))
                .Select(f => new SecretPlace(f.Secret, new DocumentLocation(file, sources.OriginOf(tree, f.Span).Span, "")) { Taker = taker }),
        ];
        if (places.Length == 0)
            return;
        bool isSuggestion = IsThrownAway(expression, context);
        reporter.Report(
            [new SourceCode(file, places)],
            finding => Locate(finding, isSuggestion),
            expression.GetLocation(),
            context.ReportDiagnostic,
            message => ProjectPath.IsRooted(file.Path) ? message.Replace(file.Path, ProjectPath.Shown(file.Path)) : message);
    }

    private Place? Locate(Finding finding, bool isSuggestion)
    {
        bool isToken = finding.Rule.Id == TokenRule;
        return finding.Rule.Category == "Secrets"
                && (isToken || inTests != DiagnosticSeverity.Hidden)
                && sources.LocationOf(finding.Location.File, finding.Location.Span) is { } location
            ? new Place(location, inTests != DiagnosticSeverity.Warning || (isSuggestion && !isToken))
            : null;
    }

    /// <summary>Whether a value is given to a container that a test makes and throws away.</summary>
    private static bool IsThrownAway(ExpressionSyntax expression, SyntaxNodeAnalysisContext context) =>
        expression.Parent is ArgumentSyntax argument
        && CallParameter.Find(argument, context.SemanticModel, context.CancellationToken) is { Owner.ContainingNamespace: { } space }
        && Array.Exists(ThrowAwayNamespaces, n => space.ToDisplayString().StartsWith(n, StringComparison.Ordinal));
}
