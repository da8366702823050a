using System.Collections.Concurrent;
using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>A manifest that stands in the code as a text, given to something that reads manifests.</summary>
internal sealed class EmbeddedManifest(ProjectionContext projection, ProjectFiles files, RuleSwitches switches)
{
    private readonly ConcurrentDictionary<ISymbol, bool> takers = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a parameter takes manifests: those of the Kubernetes client's readers, and those that say so.</summary>
    public bool IsTakenBy(IParameterSymbol? parameter) =>
        parameter?.Type.SpecialType == SpecialType.System_String && takers.GetOrAdd(parameter.OriginalDefinition, TakesManifests);

    private static bool TakesManifests(ISymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        if (method.ContainingType is
            {
                Name: "KubernetesYaml" or "KubernetesJson" or "Yaml",
                ContainingNamespace: { Name: "k8s", ContainingNamespace.IsGlobalNamespace: true }
            })
            return !method.Name.Contains("File");
        foreach (AttributeData attribute in parameter.GetAttributes())
            if (attribute.AttributeClass?.Name == "StringSyntaxAttribute"
                && attribute.ConstructorArguments is [{ Value: string syntax }, ..]
                && string.Equals(syntax, "yaml", StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>Judges the text of an argument.</summary>
    public void Judge(IOperation argument, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (Read(argument, cancellation) is not { } literal)
            return;
        var text = SourceText.From(literal.Text);
        string path = projection.Sources.FileOf(literal.Tree).Path;
        Decision decision = files.Engine.Evaluate(literal.Text, path);
        bool isFlow = literal.HasHoles && decision.Errors.Any(e => !e.IsFault);
        if (isFlow)
            decision = files.Engine.Evaluate(literal.FlowText, path);
        var absences = new Absences(switches);
        foreach (PolicyFinding finding in decision.Findings.Concat(decision.Folded))
        {
            if (!finding.IsActive || (isFlow && IsOfHole(literal, text, finding.Finding)))
                continue;
            Location place = At(literal, text, finding.Finding.Location.Span);
            if (finding.Finding.Location.IsMissing)
                absences.Add(place, finding);
            else
                report(DiagnosticReporter.ToDiagnostic(finding, place, isSuggestion: false));
        }
        absences.Tell(report, cancellation);
        foreach (DocumentError error in decision.Errors)
            if (error.IsFault || (!literal.HasHoles && files.TellsErrors))
                report(DiagnosticReporter.ToDiagnostic(error, At(literal, text, error.Span), DiagnosticSeverity.Warning));
    }

    /// <summary>Whether a finding is about a value of which a part is not known, or names one.</summary>
    private static bool IsOfHole(LiteralText literal, SourceText text, Finding finding)
    {
        SourceSpan span = finding.Location.Span;
        int start = PositionOf(text, span.Line, span.Column);
        int end = Math.Max(start, PositionOf(text, span.EndLine, span.EndColumn));
        return (!finding.Location.IsMissing && LiteralText.HasFlowHole(literal.FlowText.Substring(start, end - start)))
            || LiteralText.HasFlowHole(finding.Message);
    }

    /// <summary>The text of an argument with its places; null where it is not written out.</summary>
    public LiteralText? Read(IOperation argument, CancellationToken cancellation) =>
        Written(argument, cancellation) is { } expression ? LiteralText.Of(expression, e => ConstantOf(e, cancellation)) : null;

    /// <summary>The expression in which the text is written: the argument, or what a constant or a variable of one value is made with.</summary>
    private ExpressionSyntax? Written(IOperation argument, CancellationToken cancellation)
    {
        IOperation at = argument;
        while (at is IConversionOperation conversion)
            at = conversion.Operand;
        ISymbol? symbol = at switch
        {
            IFieldReferenceOperation { Field: { IsConst: true } or { IsReadOnly: true, IsStatic: true } } field => field.Field,
            ILocalReferenceOperation local => local.Local,
            _ => null,
        };
        if (symbol is null)
            return at.Syntax is ExpressionSyntax written
                && (at is ILiteralOperation or IInterpolatedStringOperation or IBinaryOperation || TextCall.Of(written) is not null) ? written : null;
        if (symbol.DeclaringSyntaxReferences is not [var declaration]
            || declaration.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return null;
        return symbol is ILocalSymbol { IsConst: false } && IsAssigned(declarator) ? null : value;
    }

    private static bool IsAssigned(VariableDeclaratorSyntax declarator)
    {
        SyntaxNode? body = declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return body is null || body.DescendantNodes().Any(n =>
            (n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } && name.Identifier.ValueText == declarator.Identifier.ValueText)
            || (n is ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax given }
                && given.Identifier.ValueText == declarator.Identifier.ValueText));
    }

    private string? ConstantOf(ExpressionSyntax expression, CancellationToken cancellation) =>
        projection.OperationOf(expression, cancellation) is { ConstantValue: { HasValue: true, Value: { } value } }
            ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static Location At(LiteralText literal, SourceText text, SourceSpan span) => Location.Create(literal.Tree, SpanOf(literal, text, span));

    /// <summary>The place in the code of a place in the text.</summary>
    public static TextSpan SpanOf(LiteralText literal, SourceText text, SourceSpan span)
    {
        int start = PositionOf(text, span.Line, span.Column);
        return literal.SpanOf(start, PositionOf(text, span.EndLine, span.EndColumn) - start);
    }

    private static int PositionOf(SourceText text, int line, int column)
    {
        if (line > text.Lines.Count)
            return text.Length;
        TextLine found = text.Lines[Math.Max(line, 1) - 1];
        return Math.Min(found.Start + Math.Max(column, 1) - 1, found.End);
    }
}
