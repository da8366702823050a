using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>Makes what an editor shows of what was found in a document; of much, the worst first, and how much more there is.</summary>
internal sealed class DiagnosticList(JudgedDocument document)
{
    /// <summary>Most diagnostics of one document, besides the one that says how many more there are.</summary>
    public const int MaxCount = 50;

    private const string Name = "csec";
    private readonly List<(PolicyFinding? Finding, Diagnostic Diagnostic)> all = [];
    private Decision? said;

    /// <summary>Whether the document is part of a chart, so that its text is not what is judged.</summary>
    public bool IsOfChart { get; set; }

    private readonly DocumentText text = document.Text ?? new DocumentText("");

    /// <summary>Adds what a policy says: findings that count, what was not evaluated, and what could not be read.</summary>
    public void Add(Decision decision)
    {
        said = decision;
        foreach (PolicyFinding finding in decision.Findings.Where(f => f.IsActive))
            all.Add((finding, Of(finding)));
        foreach (NotEvaluated gap in decision.NotEvaluated)
            all.Add((null, Of(gap, decision.AllowsNotEvaluated)));
        foreach (DocumentError error in decision.Errors)
            Add(error);
        foreach (DocumentNote note in decision.Notes)
            Add(note.File, note.Span, DiagnosticSeverity.Information, null, note.Message);
    }

    /// <summary>Adds what is wrong with a policy file that is open itself.</summary>
    public void AddPolicyErrors(IEnumerable<DocumentError> errors)
    {
        foreach (DocumentError error in errors)
            Add(error);
    }

    /// <summary>Says that the document's policy cannot be used, and what judges in its place.</summary>
    public void AddWrongPolicy(IReadOnlyList<DocumentError> errors) => all.Add((null, At(
        text.RangeOf(SourceSpan.FileStart),
        DiagnosticSeverity.Error,
        EngineRules.Unreadable.Id,
        $"The policy '{Path.GetFileName(errors[0].File)}' is wrong, so the default policy judges: {errors[0].Message}") with
    {
        RelatedInformation = [.. errors.Take(MaxCount).Select(e => Related(PathOf(e.File), e.Span, e.Message))],
    }));

    /// <summary>Says that a bound was met.</summary>
    public void AddLimit(string message) =>
        all.Add((null, At(text.RangeOf(SourceSpan.FileStart), DiagnosticSeverity.Error, EngineRules.Unreadable.Id, message)));

    /// <summary>Says that the program failed on the document.</summary>
    public void AddFault(Exception fault) =>
        AddLimit($"The document was not judged, because csec failed on it ({fault.GetType().Name}); please report it. 'csec scan' on the file says more.");

    /// <summary>What is told of the document.</summary>
    public Judgement End(JudgingPolicy policy)
    {
        var shown = all;
        if (all.Count > MaxCount)
        {
            shown = [.. all.OrderBy(d => d.Diagnostic.Severity).ThenByDescending(d => d.Finding?.Severity ?? Severity.Critical)
                .ThenBy(d => d.Diagnostic.Range.Start.Line).Take(MaxCount)];
            int more = all.Count - MaxCount;
            string what = more == 1 ? "1 more is not shown" : $"{more} more are not shown";
            shown.Add((null, At(text.RangeOf(SourceSpan.FileStart), DiagnosticSeverity.Information, null, $"{what}; 'csec scan' shows all.")));
        }
        return new Judgement(
            document,
            policy,
            [.. shown.Select(d => d.Diagnostic)],
            [.. shown.Where(d => d.Finding is not null).Select(d => (d.Finding!, d.Diagnostic))])
        {
            Decision = said,
            IsOfChart = IsOfChart,
        };
    }

    private void Add(DocumentError error) =>
        Add(error.File, error.Span, DiagnosticSeverity.Error, error.Rule ?? EngineRules.Unreadable.Id, error.Message);

    private void Add(string file, SourceSpan span, DiagnosticSeverity severity, string? code, string message) =>
        all.Add((null, Placed(file, span, severity, code, message)));

    private Diagnostic Of(PolicyFinding finding)
    {
        DocumentLocation place = finding.Finding.Location;
        DiagnosticSeverity severity = finding.Denies ? DiagnosticSeverity.Error : SeverityOf(finding.Severity);
        string message = $"{finding.Finding.Message} {finding.Finding.Remediation}";
        Diagnostic diagnostic = Placed(place.File.Path, place.Span, severity, finding.Finding.Rule.Id, message);
        if (place.Related.Count > 0)
            diagnostic = diagnostic with
            {
                RelatedInformation = [.. diagnostic.RelatedInformation ?? [], .. place.Related.Where(r => !r.File.IsObject).Select(r => Related(PathOf(r.File.Path), r.Span, r.ToString()))],
            };
        return Uri.TryCreate(finding.Finding.Rule.HelpLink, UriKind.Absolute, out Uri? address)
            ? diagnostic with { CodeDescription = new CodeDescription(address.AbsoluteUri) }
            : diagnostic;
    }

    private Diagnostic Of(NotEvaluated gap, bool isAllowed)
    {
        Diagnostic diagnostic = Placed(
            gap.Place.File.Path,
            gap.Place.Span,
            isAllowed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            NotEvaluated.Descriptor.Id,
            gap.Message);
        return gap.ResourceLocation is null || IsOwn(gap.Location.File.Path) || gap.Location.File.IsObject
            ? diagnostic
            : diagnostic with { RelatedInformation = [Related(PathOf(gap.Location.File.Path), gap.Location.Span, $"The policy '{gap.Rule}'.")] };
    }

    /// <summary>A thing at its place; one of another file at the beginning of this one, with that place beside it.</summary>
    private Diagnostic Placed(string file, SourceSpan span, DiagnosticSeverity severity, string? code, string message) => IsOwn(file)
        ? At(text.RangeOf(span), severity, code, message)
        : At(text.RangeOf(SourceSpan.FileStart), severity, code, $"In '{Path.GetFileName(file)}': {message}") with
        {
            RelatedInformation = [Related(PathOf(file), span, message)],
        };

    private bool IsOwn(string file) =>
        file == document.Name || file == document.File || file.Length == 0
        || (document.File is null && file.StartsWith(document.Name, StringComparison.Ordinal));

    private string PathOf(string file) => document.Folder is { } folder ? Path.Combine(folder, file) : file;

    private static Diagnostic At(Range range, DiagnosticSeverity severity, string? code, string message) => new(range, severity, code, Name, message);

    private static RelatedInformation Related(string file, SourceSpan span, string message) => new(
        new Location(
            DocumentPath.UriOf(file),
            new Range(new Position(span.Line - 1, span.Column - 1), new Position(span.EndLine - 1, Math.Max(span.EndColumn, 1) - 1))),
        message);

    private static DiagnosticSeverity SeverityOf(Severity severity) => severity switch
    {
        >= Severity.Medium => DiagnosticSeverity.Warning,
        Severity.Low => DiagnosticSeverity.Information,
        _ => DiagnosticSeverity.Hint,
    };
}
