using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Markdown for pull requests: one table of findings.</summary>
internal sealed class MarkdownReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    public override void Begin(IReadOnlyList<RuleDescriptor> rules) =>
        Output.WriteLine("| severity | rule | where | resource | what |\n|---|---|---|---|---|");

    public override void End()
    {
        Severity[] severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
        Output.WriteLine($"\n{Counted.Of(Summary.Resources, "resource")} in {Counted.Of(Summary.Files, "file")}: "
            + $"{string.Join(", ", severities.Select(s => $"{Summary.Of(s)} {Word(s)}"))}; {Summary.Waived} waived, "
            + $"{Summary.Baselined} known, {Counted.Of(Summary.Skipped, "file")} skipped"
            + $"{SkippedWords.Reasons(Summary)}{SkippedWords.Searched(Summary)}, {Counted.Of(Summary.Errors, "error")}, {Summary.NotEvaluated} not evaluated"
            + (Summary.Hidden > 0 ? $", {Summary.Hidden} not shown." : "."));
        if (options.PolicyFiles.Count > 0)
            Output.WriteLine($"\nPolicy: {MarkdownText.Of(string.Join(", ", options.PolicyFiles))}");
        foreach (string line in DataAge.Lines(options))
            Output.WriteLine($"\n{MarkdownText.Of(line)}");
        if (options.Assessment is { } assessment)
            WriteControls(assessment);
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
            Row("error", "", $"{error.File}:{error.Span.Line}", "", error.Message);
        foreach (PolicyFinding judged in decision.Gaps.Concat(decision.Findings))
            if (judged.IsActive)
                Row(
                    Word(judged.Severity),
                    $"{judged.Finding.Rule.Id} {judged.Finding.Rule.Slug}",
                    $"{judged.Finding.Location.File.Path}:{judged.Finding.Location.Span.Line}"
                        + string.Concat(judged.Finding.Location.Related.Select(r => $", {r}")),
                    judged.Finding.Resource.ToString(),
                    judged.Finding.Message + Also(judged));
    }

    private void WriteControls(FrameworkAssessment assessment)
    {
        Output.WriteLine($"\n{MarkdownText.Of(ControlLines.Summary(assessment))}\n\n| control | status | what it asks | detail |\n|---|---|---|---|");
        foreach (ControlResult result in assessment.Results)
            Row(result.Control.Id, ControlLines.Word(result.Status), result.Control.Title, ControlLines.Detail(result));
    }

    private void Row(params string[] cells) => Output.WriteLine($"| {string.Join(" | ", cells.Select(MarkdownText.Of))} |");
}
