using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>Workflow commands that GitHub Actions shows beside the lines of a pull request.</summary>
internal sealed class GitHubReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    public override void End()
    {
        if (options.Assessment is { } assessment)
        {
            IEnumerable<string> failed = assessment.Results.Where(r => r.Status == ControlStatus.Fail).Select(r => r.Control.Id);
            new WorkflowCommand("notice").With("title", assessment.Framework.Name)
                .Write(Output, $"{ControlLines.Summary(assessment)} Failed: {string.Join(", ", failed.DefaultIfEmpty("none"))}.");
        }
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
            Write("error", error.File, error.Span, options.ToolName, error.Message);
        foreach (PolicyFinding judged in decision.Gaps.Concat(decision.Findings))
        {
            if (!judged.IsActive)
                continue;
            Finding finding = judged.Finding;
            string command = judged.Severity >= Severity.High ? "error" : judged.Severity == Severity.Medium ? "warning" : "notice";
            Write(
                command,
                finding.Location.File.Path,
                finding.Location.Span,
                $"{finding.Rule.Id} {finding.Rule.Slug}",
                $"{finding.Message}{Also(judged)} {finding.Remediation}");
        }
    }

    private void Write(string command, string file, SourceSpan span, string title, string message) => new WorkflowCommand(command)
        .With("file", file)
        .With("line", span.Line)
        .With("endLine", span.EndLine)
        .With("col", span.Column)
        .With("endColumn", span.EndColumn)
        .With("title", title)
        .Write(Output, message);
}
