using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>For people: each finding with its source line and a caret, then a summary.</summary>
internal sealed class TextReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly LineWriter lines = new(output);

    public override void End()
    {
        foreach (string line in ControlLines.Of(options.Assessment))
            lines.WriteLine(line);
        foreach (string line in DataAge.Lines(options))
            lines.WriteLine(line);
        Severity[] severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
        lines.WriteLine(
            $"{Summary.Resources} resources in {Summary.Files} files: "
            + string.Join(", ", severities.Select(s => $"{Summary.Of(s)} {Word(s)}"))
            + (Summary.Waived > 0 ? $"; {Summary.Waived} waived" : "")
            + (Summary.Baselined > 0 ? $"; {Summary.Baselined} known" : "")
            + SkippedWords.Searched(Summary)
            + (Summary.Skipped > 0 ? $"; {Summary.Skipped} files skipped{SkippedWords.Reasons(Summary)}" : "")
            + (Summary.Errors > 0 ? $"; {Summary.Errors} errors" : "")
            + (Summary.NotEvaluated > 0 ? $"; {Summary.NotEvaluated} not evaluated" : ""));
        base.End();
    }

    protected override void WriteDecision(Decision decision)
    {
        foreach (DocumentError error in decision.Errors)
        {
            Paint("error", "31").WriteLine($" {error}");
            lines.WriteLine();
        }
        foreach (DocumentNote note in decision.Notes)
        {
            Paint("note", "37").WriteLine($" {note}");
            lines.WriteLine();
        }
        var sources = new SourceLines();
        var mask = new ExcerptMask(decision);
        foreach (PolicyFinding finding in decision.Gaps.Concat(decision.Findings))
            if (finding.IsActive)
                WriteFinding(finding, sources, mask);
    }

    private void WriteFinding(PolicyFinding judged, SourceLines sources, ExcerptMask mask)
    {
        Finding finding = judged.Finding;
        DocumentLocation at = finding.Location;
        Paint(Word(judged.Severity), ColorOf(judged.Severity)).WriteLine($" {finding.Rule.Id} {finding.Rule.Slug}: {finding.Message}{Also(judged)}");
        string place = at.File.IsObject ? at.File.Path : $"{at.File.Path}:{at.Span.Line}:{at.Span.Column}";
        lines.WriteLine($"  {place}  {finding.Resource}{(at.Path.Length > 0 ? "  " + at.Path : "")}");
        if (sources.Line(at.File, at.Span.Line) is { } line)
            WriteExcerpt(at.Span, mask.Apply(at.File, at.Span.Line, line));
        foreach (RelatedPlace related in at.Related)
            lines.WriteLine($"  {related}");
        lines.Write("  ");
        Paint("fix:", "36").WriteLine($" {finding.Remediation}");
        lines.WriteLine();
    }

    private void WriteExcerpt(SourceSpan span, string line)
    {
        string number = span.Line.ToString(CultureInfo.InvariantCulture);
        var excerpt = new Excerpt(line, span);
        lines.WriteLine($"  {number} | {excerpt.Text}");
        lines.Write($"  {new string(' ', number.Length)} | {new string(' ', excerpt.Indent)}");
        Paint(new string('^', excerpt.Carets), "31").WriteLine();
    }

    private static string ColorOf(Severity severity) => severity switch
    {
        Severity.Critical => "1;31",
        Severity.High => "31",
        Severity.Medium => "33",
        Severity.Low => "34",
        _ => "37",
    };

    private LineWriter Paint(string text, string color) => options.Color ? lines.Write(text, $"\u001b[{color}m", "\u001b[0m") : lines.Write(text);
}
