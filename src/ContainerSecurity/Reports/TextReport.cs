using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>For people: each finding with its source line and a caret, then a summary.</summary>
internal sealed class TextReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private const int MaxExcerpt = 120;

    public override void End()
    {
        Severity[] severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
        Output.WriteLine(
            $"{Summary.Resources} resources in {Summary.Files} files: "
            + string.Join(", ", severities.Select(s => $"{Summary.Of(s)} {Word(s)}"))
            + (Summary.Waived > 0 ? $"; {Summary.Waived} waived" : "")
            + (Summary.Baselined > 0 ? $"; {Summary.Baselined} known" : "")
            + (Summary.Skipped > 0 ? $"; {Summary.Skipped} files skipped" : "")
            + (Summary.Errors > 0 ? $"; {Summary.Errors} errors" : "")
            + (Summary.NotEvaluated > 0 ? $"; {Summary.NotEvaluated} not evaluated" : ""));
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
            Output.WriteLine($"{Paint("error", "31")} {error}\n");
        var lines = new SourceLines();
        var mask = new ExcerptMask(decision);
        foreach (PolicyFinding finding in decision.Gaps.Concat(decision.Findings))
            if (finding.IsActive)
                WriteFinding(finding, lines, mask);
    }

    private void WriteFinding(PolicyFinding judged, SourceLines lines, ExcerptMask mask)
    {
        Finding finding = judged.Finding;
        DocumentLocation at = finding.Location;
        Output.WriteLine($"{Paint(Word(judged.Severity), ColorOf(judged.Severity))} {finding.Rule.Id} {finding.Rule.Slug}: {finding.Message}");
        Output.WriteLine($"  {at.File.Path}:{at.Span.Line}:{at.Span.Column}  {finding.Resource}{(at.Path.Length > 0 ? "  " + at.Path : "")}");
        if (lines.Line(at.File, at.Span.Line) is { } line)
            WriteExcerpt(finding, mask.Apply(at.File, at.Span.Line, line));
        Output.WriteLine($"  {Paint("fix:", "36")} {finding.Remediation}\n");
    }

    private void WriteExcerpt(Finding finding, string line)
    {
        SourceSpan span = finding.Location.Span;
        string number = span.Line.ToString(CultureInfo.InvariantCulture);
        int start = Math.Min(Math.Max(0, span.Column - 1), line.Length);
        int end = span.EndLine > span.Line ? line.Length : Math.Min(Math.Max(start, span.EndColumn - 1), line.Length);
        int cut = start > MaxExcerpt - 40 ? start - 20 : 0;
        string shown = line.Length > cut ? line.Substring(cut, Math.Min(MaxExcerpt, line.Length - cut)) : "";
        int carets = Math.Max(1, Math.Min(end, cut + shown.Length) - start);
        Output.WriteLine($"  {number} | {shown.Replace('\t', ' ')}");
        Output.WriteLine($"  {new string(' ', number.Length)} | {new string(' ', start - cut)}{Paint(new string('^', carets), "31")}");
    }

    private static string ColorOf(Severity severity) => severity switch
    {
        Severity.Critical => "1;31",
        Severity.High => "31",
        Severity.Medium => "33",
        Severity.Low => "34",
        _ => "37",
    };

    private string Paint(string text, string color) => options.Color ? $"\u001b[{color}m{text}\u001b[0m" : text;
}
