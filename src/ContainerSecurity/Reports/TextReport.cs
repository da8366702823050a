using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>For people: each finding with its source line and a caret, then a summary.</summary>
internal sealed class TextReport(TextWriter output, ReportOptions options) : ReportWriter(output)
{
    private readonly LineWriter lines = new(output);
    private readonly SummaryTables? tables = options.HasTables && !options.IsQuiet ? new SummaryTables() : null;

    public override void End()
    {
        foreach (string line in ControlLines.Of(options.Assessment))
            lines.WriteLine(line);
        foreach (string line in DataAge.Lines(options))
            lines.WriteLine(line);
        tables?.Write(lines, Paint);
        if (!options.IsQuiet)
            WriteSummary();
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
            {
                WriteFinding(finding, sources, mask);
                tables?.Add(finding);
            }
    }

    private void WriteSummary()
    {
        Severity[] severities = [Severity.Critical, Severity.High, Severity.Medium, Severity.Low, Severity.Info];
        if (options.PolicyFiles.Count > 0)
            lines.WriteLine($"policy: {string.Join(", ", options.PolicyFiles)}");
        lines.WriteLine(
            $"{Counted.Of(Summary.Resources, "resource")} in {Counted.Of(Summary.Files, "file")}: "
            + string.Join(", ", severities.Select(s => $"{Summary.Of(s)} {Word(s)}"))
            + (Summary.Hidden > 0 ? $"; {Summary.Hidden} of them not shown" : "")
            + (Summary.Waived > 0 ? $"; {Summary.Waived} waived" : "")
            + (Summary.Baselined > 0 ? $"; {Summary.Baselined} known" : "")
            + SkippedWords.Searched(Summary)
            + (Summary.Skipped > 0 ? $"; {Counted.Of(Summary.Skipped, "file")} skipped{SkippedWords.Reasons(Summary)}" : "")
            + (Summary.Errors > 0 ? $"; {Counted.Of(Summary.Errors, "error")}" : "")
            + (Summary.NotEvaluated > 0 ? $"; {Summary.NotEvaluated} not evaluated" : ""));
    }

    private void WriteFinding(PolicyFinding judged, SourceLines sources, ExcerptMask mask)
    {
        Finding finding = judged.Finding;
        DocumentLocation at = finding.Location;
        Paint(Word(judged.Severity), ColorOf(judged.Severity)).WriteLine($" {finding.Rule.Id} {finding.Rule.Slug}: {finding.Message}{Also(judged)}");
        string place = at.File.IsObject ? at.File.Path : $"{at.File.Path}:{at.Span.Line}:{at.Span.Column}";
        lines.Write("  ");
        Link(place, at).WriteLine($"  {finding.Resource}{(at.Path.Length > 0 ? "  " + at.Path : "")}");
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

    /// <summary>Writes a place; a terminal opens the file of one that is a link. What a URI holds is encoded, and so no command of a terminal.</summary>
    private LineWriter Link(string place, DocumentLocation at) =>
        options.HasLinks && !at.File.IsObject && File.Exists(at.File.Path)
            ? lines.Write(place, $"\u001b]8;;{new Uri(Path.GetFullPath(at.File.Path)).AbsoluteUri}\u001b\\", "\u001b]8;;\u001b\\")
            : lines.Write(place);

    internal static string ColorOf(Severity severity) => severity switch
    {
        Severity.Critical => "1;31",
        Severity.High => "31",
        Severity.Medium => "33",
        Severity.Low => "34",
        _ => "37",
    };

    private LineWriter Paint(string text, string color) => options.Color ? lines.Write(text, $"\u001b[{color}m", "\u001b[0m") : lines.Write(text);
}
